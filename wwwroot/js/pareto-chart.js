// The cloud of an experiment's subnets in two of their values, and its front.
import { Chart } from "./chart.js";
import { Flag } from "./subnet-columns.js";

export class ParetoChart {
  /** @param {{x: string, y: string, chosen: ?string, subnetPath: string, ends: boolean, constraint: ?number}} options */
  constructor(element, columns, options) {
    this.columns = columns;
    this.options = options;
    this.chart = new Chart(element, options);
    this.begin();
    this.stop = columns.subscribe(change => this.follow(change));
    element.on("plotly_click", event => this.open(event.points[0]?.customdata));
  }

  dispose() {
    this.stop();
    this.chart.dispose();
  }

  begin() {
    this.parts = { infeasible: [], baseline: [], cloud: [] };
    this.points = {};
    for (const role of Object.keys(this.parts)) {
      const trace = this.chart.traces.get(role);
      this.points[role] = trace && Object.assign(trace, { x: [], y: [], customdata: [] });
    }
    this.add(0, this.columns.count);
    this.showFront();
  }

  follow(change) {
    if (change.kind === "reset") {
      this.begin();
    } else if (change.kind === "rows") {
      this.add(change.from, change.to);
    } else if (change.kind === "front") {
      this.showFront();
    }
  }

  add(from, to) {
    [this.x, this.y] = [this.columns.value(this.options.x), this.columns.value(this.options.y)];
    for (let i = from; this.x && this.y && i < to; i++) {
      const trace = this.points[!this.columns.is(i, Flag.feasible) ? "infeasible" : this.columns.is(i, Flag.baseline) ? "baseline" : "cloud"];
      if (trace && !Number.isNaN(this.x[i]) && !Number.isNaN(this.y[i])) {
        trace.x.push(this.x[i]);
        trace.y.push(this.y[i]);
        trace.customdata.push(i);
      }
    }
    this.showEnds();
    this.chart.draw();
  }

  showFront() {
    this.show("front", [...this.columns.front].sort((a, b) => this.x[a] - this.x[b]));
  }

  /** Every search of a supernet evaluates the smallest and the largest subnet first. */
  showEnds() {
    const macs = this.columns.value("macs");
    const ends = this.options.ends && macs && this.columns.count > 1 ? [0, 1].sort((a, b) => macs[a] - macs[b]) : [];
    this.show("ends", ends);
  }

  show(role, indices) {
    const shown = indices.filter(i => !Number.isNaN(this.x?.[i] ?? NaN) && !Number.isNaN(this.y?.[i] ?? NaN));
    this.chart.replace(role, shown.map(i => this.x[i]), shown.map(i => this.y[i]));
    Object.assign(this.chart.traces.get(role) ?? {}, { customdata: shown });
  }

  async open(index) {
    const id = index === undefined ? null : await this.columns.id(index);
    if (id) {
      Blazor.navigateTo(this.options.subnetPath + encodeURIComponent(id));
    }
  }
}
