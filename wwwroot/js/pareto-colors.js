// By what the cloud is coloured: nothing, one decision or one value. Few values get a colour and a shape each, many a scale with a bar.
import { Flag } from "./subnet-columns.js";

/** Okabe and Ito (2008), told apart by readers with any kind of colour blindness; each with a shape, never colour alone. */
const palette = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#B8A800", "#7A7A7A"];
const shapes = ["circle", "square", "diamond", "triangle-up", "cross", "x", "triangle-down", "star"];
const marks = ["●", "■", "◆", "▲", "✚", "✖", "▼", "★"];

/** Viridis, light end cut off: every step stands out from a light and a dark ground. */
const scale = [[0, "#440154"], [0.25, "#3b528b"], [0.5, "#21918c"], [0.75, "#5ec962"], [1, "#c8d92b"]];
const scaleOnDark = [[0, "#7e5bb5"], [0.25, "#5f83c9"], [0.5, "#2fb3ad"], [0.75, "#6fd672"], [1, "#fde725"]];

const styles = {
  infeasible: { shape: "circle-open", size: 6, opacity: 1, token: "c-infeasible" },
  baseline: { shape: "x-thin-open", size: 6, opacity: 0.8, token: "c-random" },
  cloud: { shape: "circle", size: 5, opacity: 0.55, token: "c-cloud" },
  scaled: { shape: "circle", size: 6, opacity: 0.8 }
};
const groupStyles = palette.map((color, i) => ({ shape: shapes[i], size: 6, opacity: 0.75, color: rgb(color) }));

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
  if (values.length > palette.length) {
    const numbers = kind === "number" ? values.map(Number) : values.map((_, i) => i);
    return { kind: "scale", title: name, of: row => numbers[choice(row)], legend: [] };
  }
  return { kind: "groups", title: name, of: choice, legend: values.map((text, i) => ({ mark: marks[i], color: palette[i], text })) };
}

/** How the rows look in the theme of now: what Cloud.draw asks, the grid's colour, and the marker of a trace that shows the bar of a scale. */
export function looksOf(columns, colours, { low, high }) {
  const theme = getComputedStyle(document.documentElement);
  const token = name => theme.getPropertyValue(`--${name}`).trim();
  const own = new Map(Object.values(styles).filter(style => style.token).map(style => [style, rgb(token(style.token))]));
  const stops = document.documentElement.dataset.theme === "dark" ? scaleOnDark : scale;
  const ramp = colours.kind === "scale" ? Array.from({ length: 256 }, (_, i) => between(stops, i / 255)) : null;
  const styleOf = row => {
    if (!columns.is(row, Flag.feasible)) {
      return styles.infeasible;
    }
    if (colours.kind === "groups") {
      return groupStyles[colours.of(row)];
    }
    return colours.kind === "scale" ? styles.scaled : columns.is(row, Flag.baseline) ? styles.baseline : styles.cloud;
  };
  return {
    styleOf,
    colorOf(row) {
      const style = styleOf(row);
      const part = style === styles.scaled ? (colours.of(row) - low) / (high - low || 1) : 0;
      return style === styles.scaled ? ramp[Math.round(255 * Math.min(1, Math.max(0, part || 0)))] : style.color ?? own.get(style);
    },
    grid: rgb(token("c-grid")),
    marker: ramp && low <= high ? bar(colours.title, stops, [low, high], token("c-axis")) : null
  };
}

function bar(title, colorscale, [cmin, cmax], color) {
  return {
    color: [cmin, cmax], cmin, cmax, colorscale, showscale: true, opacity: 0,
    colorbar: { title: { text: title, side: "right", font: { size: 11, color } }, thickness: 10, outlinewidth: 0, len: 1, tickfont: { size: 11, color } }
  };
}

/** Red, green and blue of #rrggbb. */
function rgb(color) {
  return [1, 3, 5].map(at => parseInt(color.slice(at, at + 2), 16));
}

function between(stops, part) {
  const next = stops.findIndex(([at]) => at >= part);
  const [[from, a], [to, b]] = [stops[Math.max(0, next - 1)], stops[next]];
  const [start, end] = [rgb(a), rgb(b)];
  return start.map((value, i) => value + (end[i] - value) * (to > from ? (part - from) / (to - from) : 0));
}
