// Shapes of markers as lists of pixels, so that a hundred thousand of them cost no more than their pixels.

const turn = (corners, outer, inner) => Array.from({ length: corners }, (_, i) => {
  const [angle, radius] = [Math.PI * 2 * i / corners - Math.PI / 2, i % 2 ? inner : outer];
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
});
const plus = [[-1.2, -0.4], [-0.4, -0.4], [-0.4, -1.2], [0.4, -1.2], [0.4, -0.4], [1.2, -0.4], [1.2, 0.4], [0.4, 0.4], [0.4, 1.2], [-0.4, 1.2], [-0.4, 0.4], [-1.2, 0.4]];

/** Corners for a radius of 1; sizes are those of Plotly's markers of the same name. */
const polygons = {
  square: [[-1, -1], [1, -1], [1, 1], [-1, 1]],
  diamond: [[0, -1.3], [1.3, 0], [0, 1.3], [-1.3, 0]],
  "triangle-up": [[-1.15, 0.5], [1.15, 0.5], [0, -1]],
  "triangle-down": [[-1.15, -0.5], [1.15, -0.5], [0, 1]],
  cross: plus,
  x: plus.map(([x, y]) => [(x - y) * Math.SQRT1_2, (x + y) * Math.SQRT1_2]),
  star: turn(10, 1.4, 0.53)
};

function trace(context, shape, radius) {
  context.beginPath();
  if (polygons[shape]) {
    polygons[shape].forEach(([x, y], i) => context[i ? "lineTo" : "moveTo"](x * radius, y * radius));
    context.closePath();
  } else if (shape === "x-thin-open") {
    [[-1, -1, 1, 1], [-1, 1, 1, -1]].forEach(([a, b, c, d]) => {
      context.moveTo(a * radius, b * radius);
      context.lineTo(c * radius, d * radius);
    });
  } else {
    context.arc(0, 0, radius, 0, 2 * Math.PI);
  }
}

/**
 * Pixels that a marker covers.
 * @param {string} shape @param {number} size its diameter in CSS pixels @param {number} ratio device pixels in a CSS pixel
 * @returns {{dx: Int8Array, dy: Int8Array, cover: Uint8Array}} places from its middle, and how much of each it covers, 0 to 255
 */
export function maskOf(shape, size, ratio) {
  const radius = size * ratio / 2;
  const reach = Math.ceil(1.5 * radius) + 1;
  const side = 2 * reach + 1;
  const canvas = Object.assign(document.createElement("canvas"), { width: side, height: side });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.translate(reach + 0.5, reach + 0.5);
  trace(context, shape, radius);
  if (shape.endsWith("-open")) {
    context.lineWidth = 1.4 * ratio;
    context.stroke();
  } else {
    context.fill();
  }
  const { data } = context.getImageData(0, 0, side, side);
  const covered = Array.from({ length: side * side }, (_, i) => i).filter(i => data[4 * i + 3] > 0);
  return {
    dx: Int8Array.from(covered, i => i % side - reach),
    dy: Int8Array.from(covered, i => Math.floor(i / side) - reach),
    cover: Uint8Array.from(covered, i => data[4 * i + 3])
  };
}
