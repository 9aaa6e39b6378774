// What the chart shows, to take away: as a picture, or its rows as CSV.

/** @param {"png"|"svg"|"csv"} format */
export async function exportShown(panel, format) {
  const name = panel.options.name;
  if (format === "csv") {
    saveText(await csvOf(panel), `${name}.csv`);
    return;
  }
  const element = panel.pareto.element;
  const { width, height } = element._fullLayout;
  await Plotly.downloadImage(pictureOf(panel), { format, scale: format === "png" ? 2 : 1, width, height, filename: name });
}

/** The figure with a ground of its own, the limit's line and the chosen subnet, which the page draws over the chart. */
function pictureOf(panel) {
  const { element, staircase, x, y } = panel.pareto;
  const token = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const data = [...element.data];
  const cloud = { source: panel.pareto.cloudPicture(2), xref: "paper", yref: "paper", x: 0, y: 1, sizex: 1, sizey: 1, sizing: "stretch", layer: "below" };
  const layout = { ...element.layout, paper_bgcolor: token("surface"), plot_bgcolor: token("surface"), shapes: [], images: [cloud] };
  const { wanted, axis } = panel.best;
  if (wanted !== null) {
    const [low, high] = element.layout.xaxis.range;
    const common = { x0: wanted, y0: 0, y1: 1, yref: "paper", layer: "below" };
    layout.shapes = [
      { ...common, type: "rect", x1: axis.larger ? low : high, fillcolor: token("needle-soft"), opacity: 0.5, line: { width: 0 } },
      { ...common, type: "line", x1: wanted, line: { color: token("c-needle"), width: 1.5 } }
    ];
    const row = staircase.rows[staircase.bestUnder(wanted)];
    if (row !== undefined) {
      data.push({ x: [x[row]], y: [y[row]], mode: "markers", type: "scatter", marker: { size: 14, color: "rgba(0,0,0,0)", line: { color: token("c-needle"), width: 2.5 } } });
    }
  }
  return { data, layout };
}

/** Rows in sight, in the order of evaluation, with the columns that the API writes. */
async function csvOf(panel) {
  const { columns, pareto, options } = panel;
  const answer = await fetch(options.csvPath);
  if (!answer.ok) {
    throw new Error(`The subnets could not be read: ${answer.status}.`);
  }
  const [head, ...lines] = (await answer.text()).split(/\r?\n/);
  const [x, y] = pareto.ranges();
  const inside = (value, [low, high]) => value >= Math.min(low, high) && value <= Math.max(low, high);
  const shown = [head];
  for (let row = 0; row < pareto.shown; row++) {
    if (inside(pareto.x[row], x) && inside(pareto.y[row], y) && (!columns.selected || columns.isSelected(row))) {
      shown.push(lines[row]);
    }
  }
  return shown.join("\r\n") + "\r\n";
}

function saveText(text, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(new Blob([text], { type: "text/csv" })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
