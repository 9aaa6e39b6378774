// "Best under X": a thumb that stands under the line of its limit. The answer is looked up in the front's steps, so it follows the thumb
// frame by frame; only when the thumb rests is the server asked for the subnet's diagram and files.
import { show, showStep } from "./figures.js";

const restMs = 150;

export class BestUnder {
  /** @param {{limit: ?number, constraint: ?number}} options limit: of the address; constraint: of the experiment, along the first axis */
  constructor(panel, options) {
    [this.panel, this.options] = [panel, options];
    this.thumb = panel.find("limit");
    this.field = panel.find("limit-number");
    this.wanted = options.limit ?? options.constraint ?? null;
    panel.on(this.thumb, "input", () => this.set(Number(this.thumb.value)));
    panel.on(this.thumb, "keydown", event => this.step(event));
    panel.on(this.field, "change", () => this.field.value !== "" && this.set(Number(this.field.value)));
    this.begin(false);
  }

  get axis() {
    return this.options.x;
  }

  begin(anew = true) {
    if (anew) {
      this.wanted = null;
    }
    this.range = null;
    this.step1 = this.axis.name === "latency" && !this.axis.fromTable ? 0.1 : null;
    this.panel.find("limit-label").textContent = `Best ${this.axis.larger ? "above" : "under"}`;
    this.panel.find("limit-unit").textContent = this.axis.name === "latency" && !this.axis.fromTable ? "ms" : this.axis.column;
    this.found = undefined;
    this.show();
  }

  /** The limit, else the far end of the axis. */
  get limit() {
    return this.wanted ?? (this.axis.larger ? this.range?.[0] : this.range?.[1]);
  }

  /** A tenth of a millisecond, or a hundredth of the axis. */
  get keyStep() {
    const [low, high] = this.range;
    return this.step1 ?? (high - low) / 100;
  }

  step(event) {
    const direction = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (direction && this.range) {
      event.preventDefault();
      const [low, high] = this.range;
      this.set(Math.min(high, Math.max(low, Math.round((this.limit + direction * this.keyStep) * 1e9) / 1e9)));
    }
  }

  set(value) {
    this.wanted = value;
    if (!this.waiting) {
      this.waiting = true;
      requestAnimationFrame(() => {
        this.waiting = false;
        this.show();
      });
    }
  }

  /** Along the part of the axis that the chart shows, so that the thumb stands under the line. */
  place() {
    const { xaxis } = this.panel.pareto.element._fullLayout;
    const [low, high] = xaxis.range;
    const track = this.panel.find("track");
    track.style.marginLeft = `${xaxis._offset - 10}px`;
    track.style.width = `${xaxis._length + 20}px`;
    if (this.range?.[0] !== low || this.range?.[1] !== high) {
      this.range = [low, high];
      Object.assign(this.thumb, { min: low, max: high, step: "any" });
      Object.assign(this.field, { step: this.step1 ?? "any" });
    }
    this.show();
  }

  frontChanged() {
    this.found = undefined;
    if (this.range) {
      this.show();
    }
  }

  show() {
    if (!this.range) {
      return;
    }
    const limit = this.limit;
    this.thumb.value = limit;
    this.thumb.setAttribute("aria-valuetext", show(this.axis, limit));
    if (document.activeElement !== this.field) {
      this.field.value = Number(limit.toPrecision(4));
    }
    this.drawLine(limit);
    const { staircase } = this.panel.pareto;
    const at = staircase.bestUnder(limit);
    const row = at < 0 ? null : staircase.rows[at];
    this.drawRing(row);
    if (row !== this.found) {
      this.found = row;
      this.fill(row, at);
    }
    this.rest();
  }

  drawLine(limit) {
    const { _fullLayout: { xaxis, yaxis } } = this.panel.pareto.element;
    const at = Math.min(xaxis._length, Math.max(0, xaxis.d2p(limit)));
    const [line, shade] = [this.panel.find("line"), this.panel.find("shade")];
    line.hidden = shade.hidden = this.wanted === null;
    line.style.transform = `translate(${xaxis._offset + at}px, ${yaxis._offset}px)`;
    line.style.height = shade.style.height = `${yaxis._length}px`;
    const [from, to] = this.axis.larger ? [0, at] : [at, xaxis._length];
    shade.style.transform = `translate(${xaxis._offset + from}px, ${yaxis._offset}px)`;
    shade.style.width = `${to - from}px`;
  }

  drawRing(row) {
    const place = row === null ? null : this.panel.pareto.placeOf(row);
    this.panel.find("best").hidden = !place || this.wanted === null;
    if (place) {
      this.panel.put(this.panel.find("best"), place);
    }
  }

  fill(row, at) {
    const { columns, pareto } = this.panel;
    const { x, y } = this.options;
    const card = this.options.card && document.getElementById(this.options.card);
    if (!card) {
      return;
    }
    const text = (part, value) => {
      const place = card.querySelector(`[data-best="${part}"]`);
      if (place) {
        place.textContent = value;
      }
    };
    card.dataset.state = row === null ? "none" : "found";
    this.options.details.forEach(axis => text(axis.name, row === null ? "–" : show(axis, columns.value(axis.name)?.[row])));
    const badge = card.querySelector("[data-best-origin]");
    if (badge) {
      const kind = row !== null && columns.is(row, 8) ? "estimated" : "measured";
      Object.assign(badge, { textContent: kind, className: `badge badge-${kind}`, hidden: row === null || !columns.value("latency") });
    }
    const next = row === null ? undefined : pareto.staircase.rows[at + 1];
    text("price", next === undefined
      ? (row === null ? "No feasible subnet within this limit." : "Nothing better was found at any price.")
      : `The next better one: ${y.column} ${y.larger ? "+" : "−"}${showStep(y, Math.abs(pareto.y[next] - pareto.y[row]))} for ${x.column} ${x.larger ? "−" : "+"}${showStep(x, Math.abs(pareto.x[next] - pareto.x[row]))}.`);
  }

  /** Asks once the thumb rests. */
  rest() {
    clearTimeout(this.timer);
    const card = this.options.card && document.getElementById(this.options.card);
    const seq = this.found === null || this.found === undefined ? 0 : this.panel.columns.seqs[this.found];
    card?.toggleAttribute("data-stale", seq !== this.asked);
    this.timer = setTimeout(() => {
      if (seq !== this.asked) {
        this.asked = seq;
        this.options.page.invokeMethodAsync("RestAsync", seq).then(() => seq === this.asked && card?.removeAttribute("data-stale")).catch(() => {});
      }
      const value = this.wanted === null ? null : String(Number(this.wanted.toPrecision(6)));
      if (value !== this.kept && this.wanted !== this.options.constraint) {
        this.kept = value;
        this.panel.keep("limit", value);
      }
    }, restMs);
  }
}
