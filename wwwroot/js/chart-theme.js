// Colours and type of the charts, read from css/tokens.css: the figures themselves carry none, so a change of theme is a repaint.

const looks = {
  front: t => ({ line: { color: t("c-front"), width: 2 }, marker: { color: t("c-front"), size: 8 } }),
  ends: t => ({
    marker: { color: "rgba(0,0,0,0)", size: 13, line: { color: t("c-axis"), width: 1.5 } },
    texttemplate: ["smallest", "largest"], textposition: ["bottom right", "middle left"], textfont: { color: t("c-axis"), size: 11 }
  }),
  diagonal: t => ({ line: { color: t("c-random"), width: 1, dash: "dash" } }),
  predicted: t => ({ marker: { color: t("c-front"), size: 5, opacity: 0.6 } }),
  hypervolume: t => ({ line: { color: t("c-front"), width: 2, shape: "hv" } }),
  level: t => ({ line: { color: t("c-1"), width: 1.5 } }),
  learningRate: t => ({ line: { color: t("c-1"), width: 1.5 } }),
  "resources.processors": t => ({ line: { color: t("c-1"), width: 1.5 } }),
  "resources.memory": t => ({ line: { color: t("c-3"), width: 1.5 } }),
  loss: t => ({ line: { color: t("c-1"), width: 1.5 } }),
  "accuracy.smallest": t => ({ line: { color: t("c-1"), width: 1, dash: "dot" } }),
  "accuracy.largest": t => ({ line: { color: t("c-1"), width: 1.5 }, fill: "tonexty", fillcolor: t("c-band") }),
  "accuracy.random": t => ({ line: { color: t("c-3"), width: 1.5, dash: "dash" } }),
  "random.low": t => ({ line: { color: t("c-random"), width: 0.5, dash: "dash" } }),
  "random.high": t => ({ line: { color: t("c-random"), width: 0.5, dash: "dash" }, fill: "tonexty", fillcolor: t("c-band-random") }),
  "random.median": t => ({ line: { color: t("c-random"), width: 1.5, dash: "dash" } }),
  "search.low": t => ({ line: { color: t("c-front"), width: 0.5 } }),
  "search.high": t => ({ line: { color: t("c-front"), width: 0.5 }, fill: "tonexty", fillcolor: t("c-band") }),
  "search.median": t => ({ line: { color: t("c-front"), width: 2 } })
};

// Roles that end in a number, "loss.level.2": a ramp from the first to the last of the figure; the last draw is the smallest subnet.
const numbered = {
  "loss.level": (t, part, last) => ({ line: { color: ramp(t, part), width: 1.2 }, ...(last && { fill: "tonexty", fillcolor: t("c-band") }) }),
  "accuracy.level": (t, part, last) => ({ line: { color: ramp(t, part), width: 1.5 }, ...(last && { fill: "tonexty", fillcolor: t("c-band") }) }),
  bank: (t, part) => ({ line: { color: ramp(t, part), width: 1.5 } }),
  "macs.draw": (t, part, last) => ({ marker: { color: last ? t("c-2") : t("c-1"), size: last ? 4 : 3.5, opacity: last ? 0.9 : 0.45, symbol: last ? "square" : "circle" } })
};
const moments = { start: "c-random", middle: "c-3", end: "c-1" };

/** Between two colours of the theme, written #rrggbb. */
function ramp(t, part) {
  const [from, to] = ["c-2", "c-1"].map(name => t(name).match(/[0-9a-f]{2}/gi).map(digits => parseInt(digits, 16)));
  return `rgb(${from.map((value, i) => Math.round(value + (to[i] - value) * part)).join(",")})`;
}

function lookOf(trace, traces, t) {
  const [, kind, number] = trace.meta?.match(/^(.+)\.(\d+)$/) ?? [];
  if (numbered[kind]) {
    const highest = traces.length - 1;
    return numbered[kind](t, highest ? number / highest : 1, Number(number) === highest && highest > 0);
  }
  const [, moment, quantity] = trace.meta?.match(/^conflict\.(\w+)\.(\w+)$/) ?? [];
  if (moment) {
    const color = t(moments[moment]);
    return quantity === "high" ? { fill: "tonexty", fillcolor: t(moment === "start" ? "c-band-random" : "c-band") } : { line: { color }, marker: { color, size: 6 } };
  }
  return looks[trace.meta]?.(t) ?? {};
}

/** Decimal mark and mark of thousands as the reader writes them. */
const separators = ["decimal", "group"].map(type => new Intl.NumberFormat(navigator.language).formatToParts(1234567.8).find(part => part.type === type)?.value ?? " ").join("");

/** Sets colours, fonts and line-end labels on the figure; the caller draws. */
export function paint(element) {
  const style = getComputedStyle(document.documentElement);
  const token = name => style.getPropertyValue(`--${name}`).trim();
  for (const trace of element.data) {
    const look = lookOf(trace, element.data, token);
    for (const [key, value] of Object.entries(look)) {
      trace[key] = typeof value === "object" && !Array.isArray(value) ? { ...trace[key], ...value } : value;
    }
  }
  const layout = element.layout;
  layout.font = { family: token("font"), size: 12, color: token("c-axis") };
  layout.hoverlabel = { bgcolor: token("surface"), bordercolor: token("control"), font: { color: token("ink"), family: token("font"), size: 12 } };
  for (const axis of [layout.xaxis, layout.yaxis]) {
    axis.visible = true;
    axis.title.font = { size: 12, color: token("c-axis") };
    axis.gridcolor = token("c-grid");
    axis.linecolor = token("line");
    axis.tickcolor = token("line");
  }
  layout.separators = separators;
  breakTitles(element);
  wholeTicks(layout, element.data);
  layout.annotations = layout.showlegend ? [] : endLabels(element);
  emptyAxes(element, token);
}

/** Ticks of an axis of whole numbers, which C# names in the figure's meta: at least 1 apart, and at most eight. */
function wholeTicks(layout, traces) {
  const name = layout.meta?.startsWith?.("whole ") && layout.meta.at(-1);
  if (name) {
    const range = traces.reduce(([low, high], trace) => (trace[name] ?? []).reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [low, high]), [0, 1]);
    layout[`${name}axis`].dtick = Math.max(1, Math.ceil((range[1] - range[0]) / 8));
  }
}

/** Without a point Plotly would number its axes from -1 to 6; a word says that nothing has come yet. Points that Plotly does not draw make an element filled. */
function emptyAxes(element, token) {
  const { layout } = element;
  const isEmpty = !element.filled && element.data.every(trace => !trace.x?.length);
  for (const axis of [layout.xaxis, layout.yaxis]) {
    axis.showticklabels = !isEmpty;
  }
  if (isEmpty) {
    layout.annotations.push({ xref: "paper", yref: "paper", x: 0.5, y: 0.5, text: "Nothing yet", showarrow: false, font: { color: token("ink-3"), size: 12 } });
  }
}

/** Calls back when the theme changes; returns how to stop. */
export function watchTheme(changed) {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}

/** A title that its axis is too short for goes on in a second line, at "(left is better)". */
function breakTitles(element) {
  const { layout } = element;
  const titles = element.titles ??= { x: layout.xaxis.title.text, y: layout.yaxis.title.text };
  const isLong = (title, room) => title.length * 6.4 > room;
  const [across, up] = [isLong(titles.x, element.clientWidth - 88), isLong(titles.y, element.clientHeight - 54)];
  layout.xaxis.title.text = across ? titles.x.replace(" (", "<br>(") : titles.x;
  layout.yaxis.title.text = up ? titles.y.replace(" (", "<br>(") : titles.y;
  // Fewer ticks on a phone, so that none is turned into the title.
  Object.assign(layout.xaxis, { nticks: element.clientWidth < 420 ? 4 : 8, tickangle: 0 });
  Object.assign(layout.margin, { b: across ? 60 : 44, l: up ? 84 : 68 });
}

/** Names at the ends of lines, from the top down and no two on one another. */
function endLabels(element) {
  const traces = element.data.filter(trace => trace.meta?.startsWith("accuracy.") && trace.x?.length);
  const values = traces.flatMap(trace => trace.y);
  const range = values.reduce((most, y) => Math.max(most, y), -Infinity) - values.reduce((least, y) => Math.min(least, y), Infinity);
  const pixels = range > 0 ? (element.clientHeight - 54) / (1.1 * range) : 0;
  let last = Infinity;
  return traces.sort((a, b) => b.y.at(-1) - a.y.at(-1)).map(trace => {
    const wanted = trace.y.at(-1) * pixels;
    last = Math.min(wanted, last - 13);
    return {
      x: trace.x.at(-1), y: trace.y.at(-1), yshift: last - wanted, text: trace.name.toLowerCase(), showarrow: false,
      xanchor: "left", xshift: 4, font: { color: trace.line.color, size: 11 }
    };
  });
}
