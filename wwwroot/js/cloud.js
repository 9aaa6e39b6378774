// A cloud of points on a canvas below a Plotly chart, above the lines of its grid. Pixels are kept: a point that arrives costs its own pixels only, and nothing here
// needs WebGL, whose start alone takes longer than a hundred thousand points do here.
import { maskOf } from "./markers.js";

export class Cloud {
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
    this.held = 0;
    this.key = null;
    this.masks = new Map();
  }

  /**
   * Draws the first rows; those of the last call stay where nothing but their number has grown.
   * @param {{left: number, top: number, width: number, height: number, ratio: number, lines: number[]}} area of the axes within the canvas's
   *          element and its lines from its top, CSS pixels
   * @param {{key: string, x: number[], y: number[], xs: Float64Array, ys: Float64Array, count: number,
   *          styleOf: (row: number) => {shape: string, size: number, opacity: number}, colorOf: (row: number) => number[],
   *          grid: number[], faint: ?(row: number) => boolean}} view key: of all that changes every point; x, y: ranges of the axes; colours: red, green, blue
   */
  draw(area, view) {
    const key = [view.key, ...Object.values(area), ...view.x, ...view.y].join();
    if (key !== this.key || view.count < this.held) {
      this.begin(area, key, view.grid);
    }
    if (!this.image) {
      return;
    }
    const { faint } = view;
    if (faint && this.held === 0) {
      this.blend(area, view, faint, 0.15);
      this.blend(area, view, row => !faint(row), 1);
    } else {
      this.blend(area, view, null, faint ? 0.15 : 1);
    }
    this.held = view.count;
    this.context.putImageData(this.image, 0, 0);
    this.canvas.dataset.drawn = view.count;
  }

  begin({ left, top, width, height, ratio, lines }, key, color) {
    const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
    Object.assign(this.canvas, { width: across, height: down });
    Object.assign(this.canvas.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
    this.image = across > 0 && down > 0 ? this.context.createImageData(across, down) : null;
    this.key = key;
    this.held = 0;
    this.masks.clear();
    const pixel = { dx: [0], dy: [0], cover: [255] };
    for (let x = 0; this.image && x < across; x++) {
      lines.forEach(line => this.put(x, Math.floor(line * ratio), pixel, color, 1));
    }
  }

  /** Rows not yet held, at most those that are wanted. */
  blend({ ratio }, view, wanted, strength) {
    const { width, height } = this.image;
    const [xScale, yScale] = [width / (view.x[1] - view.x[0]), height / (view.y[1] - view.y[0])];
    for (let row = this.held; row < view.count; row++) {
      const x = (view.xs[row] - view.x[0]) * xScale;
      const y = height - (view.ys[row] - view.y[0]) * yScale;
      if (x >= -20 && x <= width + 20 && y >= -20 && y <= height + 20 && (!wanted || wanted(row))) {
        const style = view.styleOf(row);
        this.put(Math.floor(x), Math.floor(y), this.mask(style, ratio), view.colorOf(row), style.opacity * strength);
      }
    }
  }

  mask(style, ratio) {
    let mask = this.masks.get(style);
    if (!mask) {
      this.masks.set(style, mask = maskOf(style.shape, style.size, ratio));
    }
    return mask;
  }

  /** Source over destination, colours not multiplied by alpha (Porter and Duff, 1984). */
  put(x, y, { dx, dy, cover }, [red, green, blue], opacity) {
    const { data, width, height } = this.image;
    for (let i = 0; i < cover.length; i++) {
      const px = x + dx[i];
      const py = y + dy[i];
      if (px >= 0 && px < width && py >= 0 && py < height) {
        const at = 4 * (py * width + px);
        const alpha = cover[i] * opacity / 255;
        const below = data[at + 3] / 255 * (1 - alpha);
        const total = alpha + below;
        data[at] = (red * alpha + data[at] * below) / total;
        data[at + 1] = (green * alpha + data[at + 1] * below) / total;
        data[at + 2] = (blue * alpha + data[at + 2] * below) / total;
        data[at + 3] = 255 * total;
      }
    }
  }
}
