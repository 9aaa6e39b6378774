// The cloud of an experiment's subnets in two of their values, and its front. Rows are drawn in the order of evaluation, so a moment of the
// search (a replay, a paused stream) is the first rows. Plotly draws axes and front, a canvas below it the cloud.
import { Chart } from "./chart.js";
import { Cloud } from "./cloud.js";
import { Extent } from "./extent.js";
import { insideBox, insidePolygon } from "./inside.js";
import { colouring, looksOf, nothing } from "./pareto-colors.js";
import { Staircase } from "./staircase.js";
import { Flag } from "./subnet-columns.js";

/** Pixels between the pointer and the middle of a point that is still meant. */
const reach = 10;

export class ParetoChart {
  /**
   * @param {HTMLCanvasElement} canvas below the chart
   * @param {{x: object, y: object, colour: ?string, ends: boolean, chosen: ?string, zoom: ?number[]}} options axes: name, larger, tick, horizontal, vertical
   */
  constructor(element, canvas, columns, options) {
    this.columns = columns;
    this.options = options;
    this.element = element;
    this.cloud = new Cloud(canvas);
    this.limit = null;
    this.zoom = options.zoom;
    this.colours = nothing;
    this.listeners = new Set();
    // Another one at each change after which no pixel of the cloud may stay.
    this.version = 0;
    this.extent = { x: new Extent(), y: new Extent(), colour: new Extent() };
    this.chart = new Chart(element, () => this.paint());
    element.data.forEach(trace => Object.assign(trace, { hoverinfo: "skip", hovertemplate: undefined }));
    this.setPlane(options.x, options.y);
    if (options.colour) {
      this.setColour(options.colour);
    }
    this.stop = columns.subscribe(change => this.follow(change));
    element.on("plotly_afterplot", () => this.drawCloud());
    element.on("plotly_relayout", change => this.keepZoom(change));
    element.on("plotly_selected", event => this.keepSelection(event));
    element.on("plotly_deselect", () => columns.select(null, "pareto"));
  }

  dispose() {
    this.stop();
    this.chart.dispose();
  }

  /** Told "drawn" after every drawing, "zoom" after the reader chose a part, "front" when the shown front changed. */
  subscribe(listener) {
    this.listeners.add(listener);
  }

  tell(kind) {
    this.listeners.forEach(listener => listener(kind));
  }

  /** Rows that are shown. */
  get shown() {
    return Math.min(this.limit ?? Infinity, this.columns.count);
  }

  setPlane(x, y) {
    Object.assign(this.options, { x, y });
    const { layout } = this.element;
    this.element.titles = { x: x.horizontal, y: y.vertical };
    layout.xaxis.tickformat = x.tick;
    layout.yaxis.tickformat = y.tick;
    const front = this.chart.traces.get("front");
    front.line = { ...front.line, shape: x.larger ? "vh" : "hv" };
    this.begin();
  }

  /** An earlier answer that comes late is passed over. */
  async setColour(name) {
    this.options.colour = name;
    const answer = this.asked = colouring(this.columns, name, value => this.options.details.find(axis => axis.name === value)?.column ?? value);
    const wanted = await answer;
    if (this.asked === answer) {
      this.colours = wanted;
      this.begin();
      this.tell("colours");
    }
  }

  /** Shows the first rows only; null follows what arrives. */
  setLimit(limit) {
    const before = this.shown;
    this.limit = limit;
    this.extendFront(before > this.shown);
    this.apply();
  }

  begin() {
    this.held = 0;
    this.extent = { x: new Extent(), y: new Extent(), colour: new Extent() };
    const { x, y } = this.options;
    this.staircase = new Staircase(x.larger ? -1 : 1, y.larger ? -1 : 1);
    this.inFront = 0;
    this.version++;
    this.extend();
    this.chart.draw();
  }

  follow(change) {
    if (change.kind === "reset") {
      this.limit = null;
      this.colours = nothing;
      this.begin();
    } else if (change.kind === "rows") {
      if (this.options.colour && this.colours.kind === "none") {
        this.setColour(this.options.colour);
      }
      this.extend();
    } else if (change.kind === "selection") {
      this.version++;
      this.apply();
      this.chart.draw();
    }
  }

  extend() {
    let grown = false;
    [this.x, this.y] = [this.columns.value(this.options.x.name), this.columns.value(this.options.y.name)];
    for (; this.x && this.y && this.held < this.columns.count; this.held++) {
      const [x, y] = [this.x[this.held], this.y[this.held]];
      if (!Number.isNaN(x) && !Number.isNaN(y)) {
        grown = this.extent.x.include(x) || grown;
        grown = this.extent.y.include(y) || grown;
        grown = (this.colours.kind === "scale" && this.extent.colour.include(this.colours.of(this.held))) || grown;
      }
    }
    // A chart that has to show more than it does is drawn anew.
    if (grown) {
      this.chart.draw();
    }
    this.element.filled = this.held > 0;
    this.extendFront(false);
    this.apply();
  }

  extendFront(anew) {
    if (anew) {
      this.staircase.clear();
      this.inFront = 0;
    }
    let changed = anew;
    for (; this.x && this.y && this.inFront < this.shown; this.inFront++) {
      changed = (this.columns.is(this.inFront, Flag.feasible) && this.staircase.add(this.inFront, this.x[this.inFront], this.y[this.inFront])) || changed;
    }
    if (changed) {
      this.chart.draw();
      this.tell("front");
    }
  }

  /** Plotly's part changes seldom; the cloud grows at every frame. */
  apply() {
    this.show("front", this.frontRows());
    this.showEnds(this.shown);
    if (!this.waiting) {
      this.waiting = true;
      requestAnimationFrame(() => {
        this.waiting = false;
        this.drawCloud();
      });
    }
  }

  /** Where Plotly has drawn its axes; before that there is no place for the cloud. */
  drawCloud() {
    const { xaxis, yaxis } = this.element._fullLayout ?? {};
    if (!xaxis?._length || !this.looks || this.chart.waiting || !this.element.offsetParent) {
      return;
    }
    this.cloud.draw(this.area(window.devicePixelRatio), this.view(xaxis.range, yaxis.range));
    this.tell("drawn");
  }

  /** Of the axes, in the chart's element, and where the lines across it lie. */
  area(ratio) {
    const { xaxis, yaxis } = this.element._fullLayout;
    return { left: xaxis._offset, top: yaxis._offset, width: xaxis._length, height: yaxis._length, ratio, lines: (yaxis._vals ?? []).map(tick => yaxis.d2p(tick.x)) };
  }

  /** The cloud as a picture of its own, for a figure that leaves the page. */
  cloudPicture(ratio) {
    const canvas = document.createElement("canvas");
    const { xaxis, yaxis } = this.element._fullLayout;
    new Cloud(canvas).draw(this.area(ratio), this.view(xaxis.range, yaxis.range));
    return canvas.toDataURL();
  }

  view(x, y) {
    return {
      key: this.version, x, y, xs: this.x, ys: this.y, count: Math.min(this.shown, this.held), ...this.looks,
      faint: this.columns.selected ? row => !this.columns.isSelected(row) : null
    };
  }

  /** From the left to the right of the chart. */
  frontRows() {
    return this.options.x.larger ? [...this.staircase.rows].reverse() : [...this.staircase.rows];
  }

  /** Every search of a supernet evaluates the smallest and the largest subnet first. */
  showEnds(shown) {
    const macs = this.columns.value("macs");
    this.show("ends", this.options.ends && macs && shown > 1 ? [0, 1].sort((a, b) => macs[a] - macs[b]) : []);
  }

  show(role, rows) {
    const held = rows.filter(row => !Number.isNaN(this.x?.[row] ?? NaN) && !Number.isNaN(this.y?.[row] ?? NaN));
    // A selection is the cloud's: Plotly is not to dim these.
    Object.assign(this.chart.traces.get(role), { x: held.map(row => this.x[row]), y: held.map(row => this.y[row]), selectedpoints: undefined });
  }

  /** After the theme's colours, before Plotly draws: colours of the cloud and the bar that explains them, the part that is shown. */
  paint() {
    this.looks = looksOf(this.columns, this.colours, this.extent.colour);
    this.version++;
    const { marker } = this.looks;
    const [x, y] = this.ranges();
    const { layout } = this.element;
    Object.assign(this.chart.traces.get("scale"), marker ? { x: [x[0], x[0]], y: [y[0], y[0]], marker, visible: true } : { x: [], y: [], visible: false });
    layout.margin.r = marker ? 84 : 20;
    Object.assign(layout.xaxis, { range: x, autorange: false });
    Object.assign(layout.yaxis, { range: y, autorange: false });
  }

  ranges() {
    return this.zoom ? [this.zoom.slice(0, 2), this.zoom.slice(2)] : [this.extent.x.padded(), this.extent.y.padded()];
  }

  keepZoom(change) {
    const { xaxis, yaxis } = this.element.layout;
    if (Object.keys(change).some(key => key.endsWith("autorange"))) {
      this.zoom = null;
      this.chart.draw();
    } else if (Object.keys(change).some(key => key.includes(".range"))) {
      this.zoom = [...xaxis.range, ...yaxis.range];
    } else {
      return;
    }
    this.tell("zoom");
  }

  resetZoom() {
    this.zoom = null;
    this.chart.draw();
    this.tell("zoom");
  }

  /** Of all shown rows, not of those that Plotly names: hidden traces count as well, and indices are what others need. */
  keepSelection(event) {
    if (!event?.range && !event?.lassoPoints) {
      return;
    }
    const inside = event.range ? insideBox(event.range) : insidePolygon(event.lassoPoints);
    const rows = [];
    for (let row = 0; row < this.shown; row++) {
      if (inside(this.x[row], this.y[row])) {
        rows.push(row);
      }
    }
    // The selection is everyone's now: the drawn frame would choose again at every drawing.
    this.element.layout.selections = [];
    this.columns.select(rows, "pareto");
  }

  setDrag(mode) {
    this.element.layout.dragmode = mode;
    this.chart.draw();
  }

  /** The shown row nearest to a place in the chart's element, within reach; null where there is none. */
  rowAt(left, top) {
    const { xaxis, yaxis } = this.element._fullLayout;
    const [x, y] = [left - xaxis._offset, top - yaxis._offset];
    let [nearest, least] = [null, reach * reach];
    for (let row = 0; row < this.shown; row++) {
      const [across, down] = [xaxis.d2p(this.x?.[row]) - x, yaxis.d2p(this.y?.[row]) - y];
      const distance = across * across + down * down;
      if (distance <= least) {
        [nearest, least] = [row, distance];
      }
    }
    return nearest;
  }

  /** Pixel of a row in the chart's element; null where it is out of sight. */
  placeOf(row) {
    const { xaxis, yaxis } = this.element._fullLayout;
    const [x, y] = [xaxis.d2p(this.x[row]), yaxis.d2p(this.y[row])];
    return x >= 0 && x <= xaxis._length && y >= 0 && y <= yaxis._length ? [xaxis._offset + x, yaxis._offset + y] : null;
  }
}
