// By what the cloud is coloured: nothing, one decision or one value. Few values get a colour and a shape each, many a scale with a bar.

/** Okabe and Ito (2008), told apart by readers with any kind of colour blindness; each with a shape, never colour alone. */
const palette = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#B8A800", "#7A7A7A"];
const shapes = ["circle", "square", "diamond", "triangle-up", "cross", "x", "triangle-down", "star"];
const marks = ["●", "■", "◆", "▲", "✚", "✖", "▼", "★"];
export const groups = palette.length;

/** Viridis, light end cut off: every step stands out from a light and a dark ground. */
const scale = [[0, "#440154"], [0.25, "#3b528b"], [0.5, "#21918c"], [0.75, "#5ec962"], [1, "#c8d92b"]];
const scaleOnDark = [[0, "#7e5bb5"], [0.25, "#5f83c9"], [0.5, "#2fb3ad"], [0.75, "#6fd672"], [1, "#fde725"]];

export const nothing = { kind: "none", legend: [] };

/**
 * @param {?string} name a decision or a value; null colours by nothing
 * @returns {Promise<{kind: "none"|"groups"|"scale", of?: (row: number) => number, title?: string, legend: {mark: string, color: string, text: string}[]}>}
 */
export async function colouring(columns, name, titleOf) {
  if (!name) {
    return nothing;
  }
  if (columns.value(name)) {
    return { kind: "scale", title: titleOf(name), of: row => columns.value(name)[row], legend: [] };
  }
  if (!await columns.loadChoices()) {
    return nothing;
  }
  const index = columns.decisions.findIndex(decision => decision.name === name);
  if (index < 0) {
    return nothing;
  }
  const { values, kind } = columns.decisions[index];
  const choice = row => columns.choices[index].array[row];
  if (values.length > groups) {
    const numbers = kind === "number" ? values.map(Number) : values.map((_, i) => i);
    return { kind: "scale", title: name, of: row => numbers[choice(row)], legend: [] };
  }
  return { kind: "groups", title: name, of: choice, legend: values.map((text, i) => ({ mark: marks[i], color: palette[i], text })) };
}

/** Look of a trace of the cloud: paint() has given it that of its role. */
export function colour(trace, role, colours, values) {
  const group = /^group\.(\d)$/.exec(role)?.[1];
  if (group !== undefined) {
    trace.marker = { color: palette[group], symbol: shapes[group], size: 6, opacity: 0.75 };
  } else if (role === "cloud" && colours.kind === "scale" && values.length) {
    const dark = document.documentElement.dataset.theme === "dark";
    const color = getComputedStyle(document.documentElement).getPropertyValue("--c-axis").trim();
    trace.marker = {
      size: 6, opacity: 0.8, color: values, colorscale: dark ? scaleOnDark : scale, showscale: true,
      colorbar: { title: { text: colours.title, side: "right", font: { size: 11, color } }, thickness: 10, outlinewidth: 0, len: 1, tickfont: { size: 11, color } }
    };
  } else {
    delete trace.marker?.colorbar;
    delete trace.marker?.colorscale;
    trace.marker = { ...trace.marker, showscale: false };
  }
}
