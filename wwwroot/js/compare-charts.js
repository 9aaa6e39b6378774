// Fills the charts of the compare page from the API. Markers and dashes are the page's; colours are those of the theme.
import { drawn } from "./chart.js";
import { paint, watchTheme } from "./chart-theme.js";

const symbols = ["circle", "square", "diamond", "triangle-up", "triangle-down", "cross"];

/** @param {{experiments: string, fronts: ?string, hypervolumes: ?string}} options ids of the experiments, ids of the charts' elements. */
export async function show(options) {
  const answer = await fetch(`api/compare?experiments=${options.experiments}`);
  if (!answer.ok) {
    return;
  }
  const { series } = await answer.json();
  await fill(options.fronts, trace => pointsOf(series, trace), series);
  await fill(options.hypervolumes, trace => curveOf(series, trace), series);
}

async function fill(id, dataOf, series) {
  const element = id && await drawn(id);
  if (!element) {
    return;
  }
  for (const trace of element.data) {
    Object.assign(trace, dataOf(trace));
  }
  draw(element);
  element.removeAllListeners?.("plotly_click");
  element.on("plotly_click", event => {
    const point = event.points[0];
    const one = series[part(point.data)[1]];
    if (one && point.text) {
      Blazor.navigateTo(`experiments/${one.experiment}/subnets/${encodeURIComponent(point.text)}`);
    }
  });
  if (!element.watched) {
    element.watched = true;
    const unwatch = watchTheme(() => element.isConnected ? draw(element) : unwatch());
    new ResizeObserver(() => element.isConnected && draw(element)).observe(element);
  }
}

/** "compare.front.1" is the front of the second series. */
function part(trace) {
  const [, role, index] = trace.meta.split(".");
  return [role, Number(index)];
}

function pointsOf(series, trace) {
  const [role, index] = part(trace);
  if (role === "baseline") {
    const all = series.map(one => one.baseline);
    return { x: all.flatMap(one => one.x), y: all.flatMap(one => one.y) };
  }
  const { ids, x, y } = series[index].front;
  return { x, y, text: ids };
}

function curveOf(series, trace) {
  const [role, index] = part(trace);
  const curve = role === "random" ? series[index].random : series[index].curve;
  const values = curve?.[{ low: "low", high: "high" }[role] ?? "median"] ?? [];
  // Of one seed the band is a line already drawn.
  const shown = role === "low" || role === "high" ? curve?.seeds > 1 ? values : [] : values;
  return { x: shown.map((_, i) => i + 1), y: shown };
}

function draw(element) {
  if (!element.offsetParent || !element.data) {
    return;
  }
  const style = getComputedStyle(document.documentElement);
  const token = name => style.getPropertyValue(`--${name}`).trim();
  for (const trace of element.data) {
    const [role, index] = part(trace);
    const color = role === "random" || role === "baseline" ? token("c-random") : token(`c-${index + 1}`);
    trace.line = { ...trace.line, color };
    trace.marker = role === "baseline" ? { color, size: 5, symbol: "x-thin-open", opacity: 0.7 } : { color, size: 8, symbol: symbols[index] };
    if (role === "high") {
      Object.assign(trace, { fill: "tonexty", fillcolor: `${color}22` });
    }
  }
  paint(element);
  element.layout.width = element.clientWidth;
  element.layout.height = element.clientHeight;
  Plotly.redraw(element);
}
