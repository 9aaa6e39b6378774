// Parallel coordinates of an experiment's subnets on a canvas: a line a subnet, an axis a decision or objective. Dragging along
// an axis brushes it; what lies within all brushes is the selection that the other views of the experiment share.
import { axesOf, place, within } from "./parallel-axes.js";
import { watch } from "./experiment-stream.js";
import { watchTheme } from "./chart-theme.js";

/** More lines only make the same colour. */
const mostLines = 20_000;
const linesAFrame = 2_500;
const settleMs = 300;
const source = "parallel";
const top = 76;
const bottom = 16;
const narrowest = 47;
const widest = 104;
const letter = 6.2;
const edge = 34;

/** @param {HTMLElement} root with canvas, .parallel-axes and .parallel-note; options: see axesOf, and experiment. */
export function attach(root, options) {
  return new ParallelView(root, options);
}

class ParallelView {
  constructor(root, options) {
    this.root = root;
    this.options = options;
    this.canvas = root.querySelector("canvas");
    this.overlay = root.querySelector(".parallel-axes");
    this.brushes = new Map();
    this.axes = [];
    this.live = watch(options.experiment);
    this.columns = this.live.columns;
    this.stop = this.columns.subscribe(change => this.follow(change));
    this.unwatch = watchTheme(() => this.draw());
    this.sizes = new ResizeObserver(() => this.layOut());
    this.sizes.observe(root);
    this.overlay.addEventListener("pointerdown", event => this.begin(event));
    this.load();
  }

  dispose() {
    clearTimeout(this.timer);
    this.drawing = null;
    this.stop();
    this.unwatch();
    this.sizes.disconnect();
    this.live.release();
  }

  async load() {
    if (this.columns.count && (this.columns.decisions || await this.columns.loadChoices())) {
      this.axes = axesOf(this.columns, this.options);
      this.sample();
      this.layOut();
    }
  }

  follow(change) {
    if (change.kind === "selection") {
      if (change.source !== source) {
        this.brushes.clear();
        this.showBrushes();
      }
      this.draw();
    } else {
      // A growing search brings rows five times a second; axes may stretch with each.
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.load(), settleMs);
    }
  }

  /** Every row, or as many as are drawn: the front and rows at equal distances, in a scattered order so that each frame shows all of it. */
  sample() {
    const { count, front } = this.columns;
    const stride = Math.max(1, Math.ceil(count / mostLines));
    const rows = [];
    for (let offset = 0; offset < Math.min(stride * 64, count); offset += stride) {
      for (let row = offset; row < count; row += stride * 64) {
        rows.push(row);
      }
    }
    this.rows = stride > 1 ? [...new Set([...front, ...rows])] : rows;
  }

  layOut() {
    // Words of choices need their room; numbers do with little.
    const longest = Math.max(0, ...this.axes.flatMap(axis => axis.isChoice ? axis.ticks.map(tick => tick.text.length) : []));
    const spacing = Math.min(widest, Math.max(narrowest, longest * letter + 10));
    const inner = Math.max(this.root.clientWidth, (this.axes.length - 1) * spacing + 2 * edge);
    const height = this.root.clientHeight;
    const scale = devicePixelRatio;
    if (!inner || !height) {
      return;
    }
    Object.assign(this.canvas, { width: inner * scale, height: height * scale });
    Object.assign(this.canvas.style, { width: `${inner}px`, height: `${height}px` });
    Object.assign(this.overlay.style, { width: `${inner}px`, height: `${height}px` });
    this.height = height;
    this.xs = this.axes.map((_, i) => this.axes.length === 1 ? inner / 2 : edge + i * (inner - 2 * edge) / (this.axes.length - 1));
    this.showAxes();
    this.showBrushes();
    this.draw();
  }

  y(part) {
    return this.height - bottom - part * (this.height - top - bottom);
  }

  /** Names of neighbouring axes stand in two rows, so that each has the room of two. */
  showAxes() {
    this.overlay.replaceChildren();
    const spacing = this.xs.length > 1 ? this.xs[1] - this.xs[0] : this.root.clientWidth;
    this.axes.forEach((axis, i) => {
      if (axis.group !== this.axes[i - 1]?.group && axis.label !== axis.group) {
        const span = this.axes.filter(one => one.group === axis.group).length;
        this.text("parallel-group", this.xs[i], 0, axis.group, span * spacing - 8);
      }
      this.text("parallel-label", this.xs[i], i % 2 ? 36 : 20, axis.label, 2 * spacing - 8).title = axis.name;
      if (axis.note) {
        this.text("parallel-direction", this.xs[i], 52, axis.note, spacing + 12);
      }
      const line = this.element("parallel-line", { left: `${this.xs[i]}px`, top: `${top}px`, height: `${this.height - top - bottom}px` });
      line.dataset.axis = i;
      for (const tick of axis.ticks) {
        this.text("parallel-tick", this.xs[i], this.y(place(axis, tick.at)) - 8, tick.text, spacing - 4);
      }
    });
  }

  text(kind, x, y, content, room) {
    const element = this.element(kind, { left: `${x}px`, top: `${y}px`, maxWidth: `${Math.max(24, room)}px` });
    element.textContent = content;
    return element;
  }

  element(kind, style) {
    const element = document.createElement("div");
    element.className = kind;
    Object.assign(element.style, style);
    this.overlay.append(element);
    return element;
  }

  showBrushes() {
    this.overlay.querySelectorAll(".parallel-brush").forEach(brush => brush.remove());
    this.axes.forEach((axis, i) => {
      const brush = this.brushes.get(axis.name);
      if (brush) {
        this.element("parallel-brush", { left: `${this.xs[i]}px`, top: `${this.y(brush.to)}px`, height: `${Math.max(3, this.y(brush.from) - this.y(brush.to))}px` });
      }
    });
    this.say();
  }

  say() {
    const { selected, count } = this.columns;
    const number = value => value.toLocaleString();
    const drawn = this.rows && this.rows.length < count ? `${number(this.rows.length)} of ${number(count)} lines are drawn; brushes count all. ` : "";
    this.root.parentElement.querySelector(".parallel-note").textContent = !count
      ? "No subnet evaluated yet."
      : drawn + (selected ? `${number(selected.length)} of ${number(count)} subnets are selected.` : `${number(count)} subnets. Drag along an axis to select; click it to take the brush away.`);
  }

  begin(event) {
    const line = event.target.closest(".parallel-line");
    const axis = line && this.axes[line.dataset.axis];
    if (!axis || event.button !== 0) {
      return;
    }
    event.preventDefault();
    const box = this.overlay.getBoundingClientRect();
    const partAt = one => Math.min(1, Math.max(0, (this.height - bottom - (one.clientY - box.top)) / (this.height - top - bottom)));
    const start = partAt(event);
    let moved = false;
    const move = one => {
      const part = partAt(one);
      moved ||= Math.abs(part - start) * (this.height - top - bottom) > 3;
      if (moved) {
        this.brushes.set(axis.name, { from: Math.min(start, part), to: Math.max(start, part) });
        this.showBrushes();
      }
    };
    const end = () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
      if (!moved) {
        this.brushes.delete(axis.name);
      }
      this.choose();
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
  }

  choose() {
    this.columns.select(within(this.axes, this.brushes, this.columns.count), source);
    this.showBrushes();
  }

  clear() {
    this.brushes.clear();
    this.choose();
  }

  /** A part of the lines a frame, the selected ones last and so on top; a newer drawing ends an older one. */
  draw() {
    if (!this.xs || !this.rows) {
      return;
    }
    this.say();
    const context = this.canvas.getContext("2d");
    const token = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    const chosen = this.columns.selected;
    const alpha = Math.max(0.02, Math.min(0.6, 6 / Math.sqrt(this.rows.length)));
    const lit = chosen && (chosen.length > mostLines ? this.rows.filter(row => this.columns.isSelected(row)) : [...chosen]);
    const jobs = [
      { rows: this.rows, color: token("c-cloud"), alpha: chosen ? alpha * 0.35 : alpha },
      { rows: lit ?? this.columns.front, color: token(lit ? "c-needle" : "c-front"), alpha: lit ? Math.max(0.12, Math.min(0.8, 12 / Math.sqrt(lit.length))) : 0.9 }
    ];
    const drawing = this.drawing = {};
    const step = (job, from) => {
      if (this.drawing !== drawing || job >= jobs.length) {
        return;
      }
      const { rows, color, alpha: strength } = jobs[job];
      Object.assign(context, { strokeStyle: color, globalAlpha: strength, lineWidth: 1 });
      const to = Math.min(rows.length, from + linesAFrame);
      for (let i = from; i < to; i++) {
        this.line(context, rows[i]);
      }
      requestAnimationFrame(() => to < rows.length ? step(job, to) : step(job + 1, 0));
    };
    requestAnimationFrame(() => step(0, 0));
  }

  line(context, row) {
    context.beginPath();
    let pen = false;
    for (let i = 0; i < this.axes.length; i++) {
      const part = drawnAt(this.axes[i], row);
      if (Number.isNaN(part)) {
        pen = false;
      } else if (pen) {
        context.lineTo(this.xs[i], this.y(part));
      } else {
        context.moveTo(this.xs[i], this.y(part));
        pen = true;
      }
    }
    context.stroke();
  }
}

/** Subnets of one choice lie beside each other, not on each other: scattered over a part of its slot, each always at the same place. */
function drawnAt(axis, row) {
  const part = place(axis, axis.numbers[row]);
  const scattered = (Math.imul(row + 1, 2654435761) >>> 0) / 2 ** 32 - 0.5;
  return axis.isChoice ? part + 0.4 * scattered / (axis.high - axis.low + 1) : part;
}
