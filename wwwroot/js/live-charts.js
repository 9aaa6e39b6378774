// Fills the charts of one experiment from the hub. C# owns figures and layout; this module owns points and colours.
// Points are appended to the traces in place and drawn once a frame, so zoom and selection stay while points arrive.
import { paint, watchTheme } from "./chart-theme.js";

const hub = "/hubs/experiments";
const ofSubnets = ["pareto", "hypervolume", "convergence"];

/**
 * @param {{experiment: string, charts: Record<string, string>, x: string, y: string, constraint: ?number, chosen: ?string,
 *          subnetPath: string, ends: boolean}} options charts: element id by chart ("pareto", "hypervolume", "loss", "accuracy", "convergence");
 *          x and y: objective names; subnetPath: address of a subnet's page without its id.
 * @returns {Promise<{dispose: () => void}>}
 */
export async function attach(options) {
  await import("/lib/signalr.js");
  const charts = new Map();
  for (const [name, id] of Object.entries(options.charts)) {
    const element = await drawn(id);
    if (element) {
      charts.set(name, new Chart(element, options));
    }
  }
  charts.get("pareto")?.element.on("plotly_click", event => open(options, event.points[0]?.text));
  const unwatch = watchTheme(() => charts.forEach(chart => chart.repaint()));
  const stream = new Stream(options, charts);
  await stream.start();
  return {
    dispose() {
      unwatch();
      stream.stop();
      charts.forEach(chart => chart.sizes.disconnect());
    }
  };
}

function open(options, subnet) {
  if (subnet) {
    Blazor.navigateTo(options.subnetPath + encodeURIComponent(subnet));
  }
}

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

/** One Plotly element whose traces are found by the role in their meta. */
export class Chart {
  constructor(element, options) {
    this.element = element;
    this.options = options;
    this.traces = new Map(element.data.map(trace => [trace.meta, trace]));
    this.waiting = false;
    this.clear();
    this.repaint();
    // Shown again after the table, or the window changed: Plotly itself watches the window only.
    this.sizes = new ResizeObserver(() => this.draw());
    this.sizes.observe(element);
  }

  clear() {
    for (const trace of this.traces.values()) {
      this.replace(trace.meta, [], [], []);
    }
  }

  /** Adds one point to a trace; nothing where the chart has no such trace. */
  add(role, x, y, text) {
    const trace = this.traces.get(role);
    if (trace && x !== null && y !== null) {
      trace.x.push(x);
      trace.y.push(y);
      trace.text?.push(text);
      this.draw();
    }
  }

  replace(role, x, y, text) {
    const trace = this.traces.get(role);
    if (trace) {
      Object.assign(trace, { x, y, text });
      this.draw();
    }
  }

  repaint() {
    paint(this.element, this.options);
    this.draw();
  }

  /** As large as its place; a hidden chart has none and waits. */
  fit() {
    const { layout } = this.element;
    layout.width = this.element.clientWidth;
    layout.height = this.element.clientHeight;
  }

  /** At the next frame, however much was added. */
  draw() {
    if (!this.waiting) {
      this.waiting = true;
      requestAnimationFrame(() => {
        this.waiting = false;
        if (this.element.offsetParent && this.element.data) {
          paint(this.element, this.options);
          this.fit();
          Plotly.redraw(this.element);
        }
      });
    }
  }
}

/** The subnets held so far, as columns; what a reconnect resumes from. */
class Points {
  constructor() {
    this.clear();
  }

  clear() {
    this.ids = [];
    this.x = [];
    this.y = [];
    this.macs = [];
    this.indexById = new Map();
    this.lastSeq = 0;
  }

  column(points, values, objective) {
    const name = objective === "latency" ? "latencyMs" : objective;
    return values?.[objective] ?? points[name] ?? [];
  }
}

const retryAfter = attempt => Math.min(5000, 250 * 2 ** attempt);

class Stream {
  constructor(options, charts) {
    this.options = options;
    this.charts = charts;
    this.points = new Points();
    this.run = null;
    this.stopped = false;
    this.connection = new signalR.HubConnectionBuilder()
      .withUrl(hub)
      .withAutomaticReconnect({ nextRetryDelayInMilliseconds: context => retryAfter(context.previousRetryCount) })
      .configureLogging(signalR.LogLevel.None)
      .build();
    this.connection.onreconnected(() => this.watch());
  }

  /** Keeps trying until the hub answers, as it does after a lost connection. */
  async start(attempt = 0) {
    try {
      await this.connection.start();
      this.watch();
    } catch {
      if (!this.stopped) {
        setTimeout(() => this.start(attempt + 1), retryAfter(attempt));
      }
    }
  }

  stop() {
    this.stopped = true;
    this.connection.stop();
  }

  watch() {
    // A new stream starts with the first point of every curve; subnets go on after the last one held.
    this.charts.forEach((chart, name) => ofSubnets.includes(name) || chart.clear());
    const stream = this.run === null
      ? this.connection.stream("Watch", this.options.experiment, 0)
      : this.connection.stream("WatchRun", this.options.experiment, this.run, this.points.lastSeq);
    stream.subscribe({
      next: batch => this.take(batch),
      error: () => {},
      complete: () => {}
    });
  }

  each(action) {
    this.charts.forEach(action);
  }

  take(batch) {
    if (batch.reset || (this.run !== null && batch.run !== this.run)) {
      this.points.clear();
      this.each(chart => chart.clear());
    }
    this.run = batch.run;
    this.append(batch.points, batch.values);
    this.points.lastSeq = batch.lastSeq;
    for (const { step, name, value } of batch.metrics ?? []) {
      this.each(chart => chart.add(name, step, value));
    }
    if (batch.frontIds) {
      this.showFront(batch.frontIds);
    }
    this.converge();
  }

  /** Reads how far the searches came; while one reading is under way, the next one waits for it. */
  async converge() {
    const chart = this.charts.get("convergence");
    if (!chart || this.reading) {
      this.again = true;
      return;
    }
    this.reading = true;
    do {
      this.again = false;
      try {
        const answer = await fetch(`api/experiments/${this.options.experiment}/convergence`);
        if (answer.ok) {
          const { seeds } = await answer.json();
          showBand(chart, "search", seeds.map(seed => seed.regret ?? seed.hypervolume));
          showBand(chart, "random", seeds.map(seed => seed.randomRegret ?? seed.random));
        }
      } catch {
        // The connection is lost; the next batch reads again.
      }
      await new Promise(resolve => setTimeout(resolve, 1000));
    } while (this.again && !this.stopped);
    this.reading = false;
  }

  append(columns, values) {
    const held = this.points;
    const x = this.options.x === "evaluation"
      ? columns.ids.map((_, i) => held.ids.length + i + 1)
      : held.column(columns, values, this.options.x);
    const y = held.column(columns, values, this.options.y);
    const pareto = this.charts.get("pareto");
    const hypervolume = this.charts.get("hypervolume");
    columns.ids.forEach((id, i) => {
      // A row that a later repeat of a table finds again stays where it was first.
      if (!held.indexById.has(id)) {
        held.indexById.set(id, held.ids.length);
      }
      held.ids.push(id);
      held.x.push(x[i] ?? null);
      held.y.push(y[i] ?? null);
      held.macs.push(columns.macs[i] ?? null);
      pareto?.add(!columns.feasible[i] ? "infeasible" : columns.baseline?.[i] ? "baseline" : "cloud", x[i] ?? null, y[i] ?? null, id);
      hypervolume?.add("hypervolume", held.ids.length, columns.hypervolume[i]);
    });
  }

  showFront(ids) {
    this.show("front", ids.map(id => this.points.indexById.get(id)).sort((a, b) => this.points.x[a] - this.points.x[b]));
    // Every search of a supernet evaluates the smallest and the largest subnet first.
    const ends = [0, 1].filter(i => this.options.ends && i < this.points.ids.length).sort((a, b) => this.points.macs[a] - this.points.macs[b]);
    this.show("ends", ends.length === 2 ? ends : []);
    this.show("chosen", [this.points.indexById.get(this.options.chosen)]);
  }

  show(role, indices) {
    const shown = indices.filter(i => i !== undefined && this.points.x[i] !== null && this.points.y[i] !== null);
    this.charts.get("pareto")?.replace(role, shown.map(i => this.points.x[i]), shown.map(i => this.points.y[i]), shown.map(i => this.points.ids[i]));
  }
}

/** Lowest, median (the higher of two middle ones) and highest of those curves that have come as far as the farthest. */
function showBand(chart, name, all) {
  const length = Math.max(0, ...all.map(curve => curve.length));
  const curves = all.filter(curve => curve.length === length);
  const x = Array.from({ length }, (_, i) => i + 1);
  const sorted = x.map((_, i) => curves.map(curve => curve[i]).sort((a, b) => a - b));
  chart.replace(`${name}.low`, x, sorted.map(values => values[0]));
  chart.replace(`${name}.high`, x, sorted.map(values => values.at(-1)));
  chart.replace(`${name}.median`, x, sorted.map(values => values[Math.floor(values.length / 2)]));
}

/** Saves a chart as it stands: a PNG of twice its size on the screen. */
export function save(id, name) {
  const element = document.getElementById(id);
  const { width, height } = element._fullLayout;
  return Plotly.downloadImage(element, { format: "png", scale: 2, width, height, filename: name });
}
