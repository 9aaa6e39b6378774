// Whether a place lies inside what the reader drew around points of a chart.

/** @param {{x: number[], y: number[]}} range opposite corners */
export function insideBox({ x, y }) {
  const [left, right, bottom, top] = [Math.min(...x), Math.max(...x), Math.min(...y), Math.max(...y)];
  return (a, b) => a >= left && a <= right && b >= bottom && b <= top;
}

/** Ray casting: a point is inside where a line from it crosses the border an odd number of times. */
export function insidePolygon({ x, y }) {
  return (a, b) => {
    let inside = false;
    for (let i = 0, j = x.length - 1; i < x.length; j = i++) {
      if ((y[i] > b) !== (y[j] > b) && a < (x[j] - x[i]) * (b - y[i]) / (y[j] - y[i]) + x[i]) {
        inside = !inside;
      }
    }
    return inside;
  };
}
