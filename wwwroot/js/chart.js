// One Plotly element whose traces are found by the role in their meta. C# owns figures and layout; scripts own points and colours.
import { paint } from "./chart-theme.js";

/** Waits until Plotly has drawn the empty figure; null where the element has gone. */
export async function drawn(id) {
  for (;;) {
    const element = document.getElementById(id);
    if (!element) {
      return null;
    }
    if (element._fullLayout && element.data) {
      return element;
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

export class Chart {
  /** @param {() => void} painted called after the theme's colours were set, before each drawing */
  constructor(element, painted = () => {}) {
    this.element = element;
    this.painted = painted;
    this.free = 0;
    this.traces = new Map(element.data.map(trace => [trace.meta, trace]));
    this.waiting = false;
    this.clear();
    this.repaint();
    // Shown again after the table, or the window changed: Plotly itself watches the window only.
    this.sizes = new ResizeObserver(() => this.draw());
    this.sizes.observe(element);
  }

  dispose() {
    this.sizes.disconnect();
  }

  clear() {
    for (const trace of this.traces.values()) {
      this.replace(trace.meta, [], [], []);
    }
  }

  /** Nothing where the chart has no such trace. */
  replace(role, x, y, text) {
    const trace = this.traces.get(role);
    if (trace) {
      Object.assign(trace, { x, y, text });
      this.draw();
    }
  }

  repaint() {
    this.draw();
  }

  /** As large as its place; a hidden chart has none and waits. */
  fit() {
    const { layout } = this.element;
    layout.width = this.element.clientWidth;
    layout.height = this.element.clientHeight;
  }

  /** At the next frame, however much was added; a chart that takes long to draw leaves the page as much time between. */
  draw() {
    if (!this.waiting) {
      this.waiting = true;
      setTimeout(() => requestAnimationFrame(() => this.redraw()), this.free - performance.now());
    }
  }

  redraw() {
    this.waiting = false;
    if (this.element.offsetParent && this.element.data) {
      const start = performance.now();
      paint(this.element);
      this.painted();
      this.fit();
      Plotly.redraw(this.element);
      const end = performance.now();
      this.free = end + Math.min(500, end - start);
    }
  }
}
