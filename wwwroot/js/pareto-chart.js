// The cloud of an experiment's subnets in two of their values, and its front. Rows are drawn in the order of evaluation, so a moment of the
// search (a replay, a paused stream) is a first part of every trace.
import { Chart } from "./chart.js";
import { countBelow, Growing } from "./growing.js";
import { colour, colouring, groups, nothing } from "./pareto-colors.js";
import { Staircase } from "./staircase.js";
import { Flag } from "./subnet-columns.js";

const groupRoles = Array.from({ length: groups }, (_, i) => `group.${i}`);
const clouds = ["infeasible", "baseline", "cloud", ...groupRoles];

export class ParetoChart {
  /**
   * @param {{x: object, y: object, colour: ?string, ends: boolean, chosen: ?string, zoom: ?number[]}} options axes: name, larger, tick, horizontal, vertical
   */
  constructor(element, columns, options) {
    this.columns = columns;
    this.options = options;
    this.element = element;
    this.chart = new Chart(element, () => this.paint());
    this.limit = null;
    this.zoom = options.zoom;
    this.colours = nothing;
    this.listeners = new Set();
    element.data.forEach(trace => Object.assign(trace, { hoverinfo: "none", hovertemplate: undefined }));
    this.setPlane(options.x, options.y);
    this.setColour(options.colour);
    this.stop = columns.subscribe(change => this.follow(change));
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

  async setColour(name) {
    this.options.colour = name;
    const wanted = await colouring(this.columns, name, value => this.options.details.find(axis => axis.name === value)?.column ?? value);
    if (this.options.colour === name) {
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
    this.roles = new Map(clouds.map(role => [role, { rows: new Growing(Int32Array), x: new Growing(Float64Array), y: new Growing(Float64Array), color: new Growing(Float64Array) }]));
    this.extent = { x: [Infinity, -Infinity], y: [Infinity, -Infinity] };
    const { x, y } = this.options;
    this.staircase = new Staircase(x.larger ? -1 : 1, y.larger ? -1 : 1);
    this.inFront = 0;
    this.extend();
  }

  follow(change) {
    if (change.kind === "reset") {
      this.limit = null;
      this.setColour(this.options.colour);
      this.begin();
    } else if (change.kind === "rows") {
      if (this.options.colour && this.colours.kind === "none") {
        this.setColour(this.options.colour);
      }
      this.extend();
    } else if (change.kind === "selection") {
      this.apply();
    }
  }

  extend() {
    [this.x, this.y] = [this.columns.value(this.options.x.name), this.columns.value(this.options.y.name)];
    for (; this.x && this.y && this.held < this.columns.count; this.held++) {
      const [x, y] = [this.x[this.held], this.y[this.held]];
      if (!Number.isNaN(x) && !Number.isNaN(y)) {
        const role = this.roles.get(this.roleOf(this.held));
        role.rows.push(this.held);
        role.x.push(x);
        role.y.push(y);
        role.color.push(this.colours.kind === "scale" ? this.colours.of(this.held) : 0);
        this.extent.x = [Math.min(x, this.extent.x[0]), Math.max(x, this.extent.x[1])];
        this.extent.y = [Math.min(y, this.extent.y[0]), Math.max(y, this.extent.y[1])];
      }
    }
    this.extendFront(false);
    this.apply();
  }

  roleOf(row) {
    if (!this.columns.is(row, Flag.feasible)) {
      return "infeasible";
    }
    if (this.colours.kind === "groups") {
      return groupRoles[this.colours.of(row)];
    }
    return this.columns.is(row, Flag.baseline) && this.colours.kind === "none" ? "baseline" : "cloud";
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
      this.tell("front");
    }
  }

  /** Puts the shown rows into the traces; nothing is copied. */
  apply() {
    const shown = this.shown;
    const selected = this.columns.selected;
    for (const [name, role] of this.roles) {
      const trace = this.chart.traces.get(name);
      const count = countBelow(role.rows.array, role.rows.count, shown);
      trace.x = role.x.view(count);
      trace.y = role.y.view(count);
      trace.visible = count > 0;
      trace.selectedpoints = selected ? this.selectedOf(role.rows.array, count) : undefined;
      trace.unselected = { marker: { opacity: 0.08 } };
    }
    for (const role of ["front", "ends"]) {
      Object.assign(this.chart.traces.get(role), { selectedpoints: undefined, unselected: { marker: { opacity: 1 } } });
    }
    const rows = this.frontRows();
    this.show("front", rows);
    this.showEnds(shown);
    this.chart.draw();
  }

  selectedOf(rows, count) {
    const positions = [];
    for (let i = 0; i < count; i++) {
      if (this.columns.isSelected(rows[i])) {
        positions.push(i);
      }
    }
    return positions;
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
    Object.assign(this.chart.traces.get(role), { x: held.map(row => this.x[row]), y: held.map(row => this.y[row]) });
  }

  /** After the theme's colours, before every drawing: colours of the cloud, the part that is shown. */
  paint() {
    for (const [name, role] of this.roles ?? []) {
      const trace = this.chart.traces.get(name);
      colour(trace, name, this.colours, role.color.view(trace.x?.length ?? 0));
    }
    const { layout } = this.element;
    layout.margin.r = this.colours.kind === "scale" ? 84 : 20;
    const [x, y] = this.ranges();
    Object.assign(layout.xaxis, { range: x, autorange: false });
    Object.assign(layout.yaxis, { range: y, autorange: false });
  }

  ranges() {
    return this.zoom ? [this.zoom.slice(0, 2), this.zoom.slice(2)] : [padded(this.extent?.x), padded(this.extent?.y)];
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

  /** Row of a point that Plotly names; undefined for a mark that is no row. */
  rowOf(point) {
    const role = point.data.meta;
    return role === "front" ? this.frontRows()[point.pointNumber] : this.roles.get(role)?.rows.array[point.pointNumber];
  }

  /** Pixel of a row in the chart's element; null where it is out of sight. */
  placeOf(row) {
    const { xaxis, yaxis } = this.element._fullLayout;
    const [x, y] = [xaxis.d2p(this.x[row]), yaxis.d2p(this.y[row])];
    return x >= 0 && x <= xaxis._length && y >= 0 && y <= yaxis._length ? [xaxis._offset + x, yaxis._offset + y] : null;
  }
}

function padded([low, high] = [Infinity, -Infinity]) {
  if (!(low <= high)) {
    return [0, 1];
  }
  const pad = high > low ? 0.04 * (high - low) : Math.abs(high) * 0.05 || 1;
  return [low - pad, high + pad];
}

function insideBox({ x, y }) {
  const [left, right, bottom, top] = [Math.min(...x), Math.max(...x), Math.min(...y), Math.max(...y)];
  return (a, b) => a >= left && a <= right && b >= bottom && b <= top;
}

/** Ray casting: a point is inside where a line from it crosses the border an odd number of times. */
function insidePolygon({ x, y }) {
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
