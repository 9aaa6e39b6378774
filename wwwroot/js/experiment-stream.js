// Keeps the columns and curves of an experiment up to date from the hub, for as long as a view is there.
import { decodeColumns } from "./column-bytes.js";
import { columnsOf, Flag } from "./subnet-columns.js";

const hub = "/hubs/experiments";
/** A change of tab takes one view away before the next one comes. */
const lingerMs = 2000;
const running = new Map();

/**
 * Starts the stream of an experiment, or joins it.
 * @returns {{columns: import("./subnet-columns.js").SubnetColumns, curves: Curves, release: () => void}}
 */
export function watch(experiment) {
  if (!running.has(experiment)) {
    running.set(experiment, new Stream(experiment));
  }
  const stream = running.get(experiment);
  stream.watchers++;
  let released = false;
  return {
    columns: stream.columns,
    curves: stream.curves,
    release() {
      if (!released) {
        released = true;
        stream.watchers--;
        setTimeout(() => stream.stopWhenUnwatched(), lingerMs);
      }
    }
  };
}

/** Curves by the name of their metric: x and y are arrays that only grow, until a reset makes new ones. */
export class Curves {
  constructor() {
    this.listeners = new Set();
    this.all = new Map();
  }

  /** Told the names that grew; null: all begin anew. */
  subscribe(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  of(name) {
    if (!this.all.has(name)) {
      this.all.set(name, { x: [], y: [] });
    }
    return this.all.get(name);
  }

  reset() {
    this.all.clear();
    this.listeners.forEach(listener => listener(null));
  }

  append(points) {
    const grown = new Set();
    for (const { step, name, value } of points) {
      if (value !== null) {
        const curve = this.of(name);
        curve.x.push(step);
        curve.y.push(value);
        grown.add(name);
      }
    }
    if (grown.size) {
      this.listeners.forEach(listener => listener(grown));
    }
  }
}

const retryAfter = attempt => Math.min(5000, 250 * 2 ** attempt);

class Stream {
  constructor(experiment) {
    this.experiment = experiment;
    this.columns = columnsOf(experiment);
    this.curves = new Curves();
    this.watchers = 0;
    this.stopped = false;
    this.start();
  }

  stopWhenUnwatched() {
    if (this.watchers === 0 && !this.stopped) {
      this.stopped = true;
      this.connection?.stop();
      running.delete(this.experiment);
    }
  }

  /** Everything so far in one answer; the hub goes on after it. A run that has not begun has none. */
  async load() {
    const answer = await fetch(`api/experiments/${this.experiment}/columns`);
    if (answer.status === 200) {
      const { header, columns } = decodeColumns(await answer.arrayBuffer());
      if (this.columns.run === null && this.columns.count === 0) {
        this.columns.fill(header, columns);
      }
    }
  }

  async connect() {
    const loaded = this.load();
    await import("/lib/signalr.js");
    this.connection = new signalR.HubConnectionBuilder()
      .withUrl(hub)
      .withAutomaticReconnect({ nextRetryDelayInMilliseconds: context => retryAfter(context.previousRetryCount) })
      .configureLogging(signalR.LogLevel.None)
      .build();
    this.connection.onreconnected(() => this.watch());
    await this.connection.start();
    await loaded;
  }

  /** Keeps trying until the hub answers, as it does after a lost connection. */
  async start(attempt = 0) {
    try {
      await this.connect();
      this.watch();
    } catch {
      if (!this.stopped) {
        setTimeout(() => this.start(attempt + 1), retryAfter(attempt));
      }
    }
  }

  watch() {
    // A new stream starts with the first point of every curve; subnets go on after the last one held.
    this.curves.reset();
    const { run, lastSeq } = this.columns;
    const stream = run === null
      ? this.connection.stream("Watch", this.experiment, 0)
      : this.connection.stream("WatchRun", this.experiment, run, lastSeq);
    stream.subscribe({
      next: batch => this.take(batch),
      error: () => {},
      complete: () => {}
    });
  }

  take(batch) {
    if (batch.reset || (this.columns.run !== null && batch.run !== this.columns.run)) {
      this.columns.reset(batch.run);
      this.curves.reset();
    }
    this.columns.run = batch.run;
    const { points, values } = batch;
    this.columns.append({
      seqs: points.seqs,
      flags: points.feasible.map((feasible, i) => (feasible ? Flag.feasible : 0) | (points.baseline[i] ? Flag.baseline : 0) | (points.estimated[i] ? Flag.estimated : 0)),
      values: { accuracy: points.accuracy, latency: points.latencyMs, macs: points.macs, parameters: points.parameters, ...values, hypervolume: points.hypervolume },
      ids: points.ids,
      choices: choicesOf(batch.choices, points.seqs.length)
    });
    this.curves.append(batch.metrics ?? []);
    this.columns.setFront(batch.frontSeqs ?? []);
  }
}

/** One column a decision out of base64, little-endian. */
function choicesOf({ decisions, width, data }, rows) {
  const bytes = Uint8Array.from(atob(data), letter => letter.charCodeAt(0));
  const all = width === 1 ? bytes : new Uint16Array(bytes.buffer);
  return Array.from({ length: decisions }, (_, decision) => all.subarray(decision * rows, (decision + 1) * rows));
}
