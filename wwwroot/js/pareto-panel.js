// The panel around the cloud: what is under the pointer, the front by keyboard, tools, legend, best under a limit, replay, export.
import { BestUnder } from "./best-under.js";
import { count, show } from "./figures.js";
import { ParetoChart } from "./pareto-chart.js";
import { exportShown } from "./pareto-export.js";
import { Replay } from "./replay.js";

export class ParetoPanel {
  /** @param options as ParetoChart and BestUnder take; page: .NET object with KeepAsync(name, value) and RestAsync(seq) */
  constructor(element, columns, options) {
    this.root = element.closest("[data-pareto]");
    this.columns = columns;
    this.options = options;
    this.pareto = new ParetoChart(element, this.find("cloud"), columns, options);
    this.chart = this.pareto.chart;
    this.left = new AbortController();
    this.tip = this.find("tip");
    this.best = new BestUnder(this, options);
    this.replay = new Replay(this);
    this.walked = null;
    this.pareto.subscribe(kind => this.follow(kind));
    this.stop = columns.subscribe(change => change.kind === "selection" && this.showSelection());
    this.listen();
    this.showChosen();
  }

  dispose() {
    this.left.abort();
    this.stop();
    this.replay.dispose();
    this.pareto.dispose();
  }

  /** An element of the panel by its data-part. */
  find(part) {
    return this.root.querySelector(`[data-part="${part}"]`);
  }

  on(element, event, action) {
    element?.addEventListener(event, action, { signal: this.left.signal });
  }

  /** The page keeps it in the address. */
  keep(name, value) {
    this.options.page.invokeMethodAsync("KeepAsync", name, value).catch(() => {});
  }

  setPlane(x, y) {
    this.pareto.zoom = null;
    this.pareto.setPlane(x, y);
    this.best.begin();
  }

  setColour(name) {
    return this.pareto.setColour(name);
  }

  listen() {
    const element = this.pareto.element;
    const under = event => {
      const { left, top } = element.getBoundingClientRect();
      return this.pareto.rowAt(event.clientX - left, event.clientY - top);
    };
    this.on(element, "pointermove", event => {
      const row = event.buttons ? null : under(event);
      if (row !== this.pointed) {
        this.point(row);
      }
    });
    this.on(element, "pointerleave", () => this.point(null));
    this.on(element, "click", event => this.open(under(event)));
    this.on(this.find("plot"), "keydown", event => this.walk(event));
    this.on(this.find("plot"), "blur", () => this.point(null));
    this.root.querySelectorAll("[data-drag]").forEach(button => this.on(button, "click", () => this.setDrag(button.dataset.drag)));
    this.on(this.find("reset"), "click", () => this.pareto.resetZoom());
    this.on(this.find("clear"), "click", () => this.columns.select(null, "pareto"));
    this.showSelection();
  }

  follow(kind) {
    if (kind === "zoom") {
      const digits = value => Number(value.toPrecision(6));
      this.keep("zoom", this.pareto.zoom ? this.pareto.zoom.map(digits).join(",") : null);
    } else if (kind === "colours") {
      this.showLegend();
    } else if (kind === "front") {
      this.best?.frontChanged();
    } else if (kind === "drawn") {
      this.find("reset").hidden = !this.pareto.zoom;
      this.best.place();
      this.showChosen();
      if (this.walked !== null) {
        this.point(this.walked);
      }
    }
  }

  setDrag(mode) {
    this.pareto.setDrag(mode);
    this.root.querySelectorAll("[data-drag]").forEach(button => button.setAttribute("aria-pressed", String(button.dataset.drag === mode)));
  }

  showSelection() {
    const selected = this.columns.selected;
    this.find("selection").hidden = !selected;
    this.find("selected").textContent = selected ? `${count(selected.length)} selected` : "";
  }

  showLegend() {
    const { legend, title } = this.pareto.colours;
    this.find("legend").replaceChildren(...[title && legend.length ? `${title}:` : null, ...legend].filter(Boolean).map(entry => {
      const item = document.createElement("li");
      if (typeof entry === "string") {
        item.textContent = entry;
      } else {
        const mark = document.createElement("i");
        mark.textContent = entry.mark;
        mark.style.cssText = `font-style:normal;color:${entry.color}`;
        item.append(mark, entry.text);
      }
      return item;
    }));
  }

  /** Arrow keys go along the front, Enter opens. */
  walk(event) {
    const rows = this.pareto.frontRows();
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    const at = rows.indexOf(this.walked);
    if (step && rows.length) {
      const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step));
      this.walked = rows[next];
      this.point(this.walked, `Front ${next + 1} of ${rows.length}. `);
    } else if (event.key === "Enter" && this.walked !== null) {
      this.open(this.walked);
    } else if (event.key === "Escape") {
      this.walked = null;
      this.point(null);
    } else {
      return;
    }
    event.preventDefault();
  }

  /** Says what a row is beside its point; null hides it. */
  async point(row, before = "") {
    this.pointed = row;
    const place = row === null || row === undefined ? null : this.pareto.placeOf(row);
    this.tip.hidden = !place;
    this.find("ring").hidden = !place;
    if (!place) {
      return;
    }
    this.put(this.find("ring"), place);
    this.put(this.tip, place);
    this.tip.classList.toggle("tip-left", place[0] > this.pareto.element.clientWidth / 2);
    const lines = this.describe(row);
    this.tip.replaceChildren(...lines.map(line => Object.assign(document.createElement("div"), { textContent: line })));
    const id = await this.columns.id(row);
    if (this.pointed === row && id) {
      this.tip.prepend(Object.assign(document.createElement("div"), { className: "mono", textContent: id }));
      this.find("said").textContent = `${before}${lines.join(", ")}, subnet ${id}`;
    }
  }

  describe(row) {
    const { x, y, details } = this.options;
    const axes = [y, x, ...details.filter(axis => axis.name !== x.name && axis.name !== y.name)];
    return axes.map(axis => [axis, this.columns.value(axis.name)?.[row]]).filter(([, value]) => value !== undefined && !Number.isNaN(value))
      .map(([axis, value]) => `${axis.column} ${show(axis, value)}`);
  }

  put(element, [x, y]) {
    element.style.transform = `translate(${x}px, ${y}px)`;
  }

  /** The subnet that the address names, by its sequence number. */
  showChosen() {
    const mark = this.find("chosen");
    const row = this.options.chosen ? this.columns.indexOf(this.options.chosen) : -1;
    const place = row >= 0 && this.pareto.x && row < this.pareto.shown ? this.pareto.placeOf(row) : null;
    mark.hidden = !place;
    if (place) {
      this.put(mark, place);
    }
  }

  async open(row) {
    const id = row === null || row === undefined ? null : await this.columns.id(row);
    if (id) {
      Blazor.navigateTo(this.options.subnetPath + encodeURIComponent(id));
    }
  }

  export(format) {
    return exportShown(this, format);
  }
}
