// The evaluated subnets of one experiment as typed columns, and which of them are selected: what every view of them shares.
//
//   import { columnsOf } from "./subnet-columns.js";
//   import { watch } from "./experiment-stream.js";
//   const live = watch(experiment);                    // starts the stream, or joins it; live.release() when the view goes
//   const columns = live.columns;                      // the same object as columnsOf(experiment)
//   const stop = columns.subscribe(change => ...);     // change.kind, see below; called at once after the change: draw in the next frame
//   columns.count                                      // rows, in the order of evaluation; index 0..count-1 is how views name a row
//   columns.value("accuracy")                          // Float64Array(count), NaN where there is none; null for an unknown name
//   columns.names                                      // which names have values: accuracy, latency, macs, parameters; on a table its columns
//   columns.value("hypervolume")                       // of the experiment's front after each row, fraction of the box
//   columns.seqs, columns.flags                        // Float64Array (ascending), Uint8Array of the bits in Flag
//   columns.front                                      // indices on the experiment's front, as the server says, ascending first cost
//   await columns.loadChoices()                        // decisions come on demand; then
//   columns.decisions                                  //   [{ name, values: ["3", "5"], kind: "number" | "text" }]
//   columns.choice(decision)                           //   Uint16Array(count): index into values; kept up to date while rows arrive
//   columns.select(indices, "parallel")                // replaces the selection; null selects nothing, which shows everything
//   columns.isSelected(index), columns.selected        // selected: Int32Array, ascending, or null
//   await columns.id(index)                            // the subnet's id: asked of the server where it did not come with the stream
//
// Kinds of change: "rows" ({ from, to }), "reset" (another run: count is 0), "front", "choices", "selection" ({ source }).

import { decodeColumns } from "./column-bytes.js";
import { Growing } from "./growing.js";

export const Flag = { feasible: 1, baseline: 2, duplicate: 4, estimated: 8 };

const known = new Map();

/** The columns of an experiment; the same object for everyone who asks. */
export function columnsOf(experiment) {
  if (!known.has(experiment)) {
    known.set(experiment, new SubnetColumns(experiment));
  }
  return known.get(experiment);
}

export class SubnetColumns {
  constructor(experiment) {
    this.experiment = experiment;
    this.listeners = new Set();
    this.empty();
  }

  empty() {
    this.run = null;
    this.count = 0;
    this.front = [];
    this.selected = null;
    this.bits = null;
    this.decisions = null;
    this.loading = null;
    this.columns = new Map();
    this.choices = [];
    this.ids = new Map();
    this.seqColumn = new Growing(Float64Array);
    this.flagColumn = new Growing(Uint8Array);
  }

  subscribe(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell(change) {
    for (const listener of [...this.listeners]) {
      listener(change);
    }
  }

  get names() {
    return [...this.columns.keys()].filter(name => name !== "hypervolume");
  }

  get lastSeq() {
    return this.count ? this.seqColumn.array[this.count - 1] : 0;
  }

  get seqs() {
    return this.seqColumn.view(this.count);
  }

  get flags() {
    return this.flagColumn.view(this.count);
  }

  /** Values by name; "evaluation" counts rows from 1. */
  value(name) {
    if (name === "evaluation") {
      return Float64Array.from({ length: this.count }, (_, i) => i + 1);
    }
    return this.columns.get(name)?.view(this.count) ?? null;
  }

  choice(decision) {
    return this.choices[decision]?.view(this.count) ?? null;
  }

  is(index, flag) {
    return (this.flagColumn.array[index] & flag) !== 0;
  }

  /** Forgets everything: the rows that follow belong to another run. */
  reset(run) {
    this.empty();
    this.run = run;
    this.tell({ kind: "reset" });
  }

  /**
   * Adds rows after the last one; rows that are held already are left out.
   * @param {{seqs: ArrayLike<number>, flags: ArrayLike<number>, values: Record<string, ArrayLike<?number>>,
   *          ids?: string[], choices?: ArrayLike<number>[]}} rows columns of equal length
   */
  append(rows) {
    const from = this.count;
    let skip = 0;
    while (skip < rows.seqs.length && rows.seqs[skip] <= this.lastSeq) {
      skip++;
    }
    const added = rows.seqs.length - skip;
    if (added === 0) {
      return;
    }
    this.count = from + added;
    copy(rows.seqs, this.seqColumn, from, skip);
    copy(rows.flags, this.flagColumn, from, skip);
    for (const [name, column] of Object.entries(rows.values)) {
      this.take(name, column, from, skip);
    }
    rows.choices?.forEach((column, decision) => copy(column, this.choices[decision] ??= new Growing(Uint16Array), from, skip));
    for (let i = skip; rows.ids && i < rows.ids.length; i++) {
      this.ids.set(from + i - skip, rows.ids[i]);
    }
    this.tell({ kind: "rows", from, to: this.count });
  }

  /** The first rows of a run, as the server sends them at once. */
  fill(header, columns) {
    this.run = header.run;
    const values = Object.fromEntries(header.columns.filter(column => column.value).map(({ name }) => [name, columns.get(name)]));
    const hypervolume = new Float64Array(header.count);
    columns.get("hypervolume.rows").forEach((row, i, rows) => hypervolume.fill(columns.get("hypervolume")[i], row, rows[i + 1]));
    this.append({ seqs: columns.get("seqs"), flags: columns.get("flags"), values: { ...values, hypervolume } });
    this.front = [...columns.get("front")];
    this.tell({ kind: "front" });
  }

  /** Fetches what the subnets chose, once; rows that arrive later bring their own. False where the server has none. */
  loadChoices() {
    return this.loading ??= this.fetchChoices();
  }

  async fetchChoices() {
    const answer = await fetch(`api/experiments/${this.experiment}/columns/choices`);
    if (answer.status !== 200) {
      this.loading = null;
      return false;
    }
    const { header, columns } = decodeColumns(await answer.arrayBuffer());
    if (header.run !== this.run) {
      this.loading = null;
      return false;
    }
    const bytes = columns.get("choices");
    const all = header.width === 1 ? bytes : new Uint16Array(bytes.slice().buffer);
    header.decisions.forEach((_, decision) => {
      this.choices[decision] ??= new Growing(Uint16Array);
      this.choices[decision].reserve(Math.max(this.count, header.count)).set(all.subarray(decision * header.count, (decision + 1) * header.count));
    });
    this.decisions = header.decisions;
    this.tell({ kind: "choices" });
    return true;
  }

  take(name, column, from, skip) {
    let target = this.columns.get(name);
    for (let i = skip; !target && i < column.length; i++) {
      if (column[i] !== null && !Number.isNaN(column[i])) {
        this.columns.set(name, target = new Growing(Float64Array, NaN));
      }
    }
    if (target) {
      const array = target.reserve(this.count);
      for (let i = skip; i < column.length; i++) {
        array[from + i - skip] = column[i] ?? NaN;
      }
    }
  }

  setFront(seqs) {
    const front = seqs.map(seq => this.indexOf(seq)).filter(index => index >= 0);
    if (front.length !== this.front.length || front.some((index, i) => index !== this.front[i])) {
      this.front = front;
      this.tell({ kind: "front" });
    }
  }

  /** Index of the row with a sequence number; -1 where it is not held. */
  indexOf(seq) {
    const seqs = this.seqColumn.array;
    let [low, high] = [0, this.count - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (seqs[middle] === seq) {
        return middle;
      }
      [low, high] = seqs[middle] < seq ? [middle + 1, high] : [low, middle - 1];
    }
    return -1;
  }

  /** Replaces the selection. @param {?ArrayLike<number>} indices null: nothing is selected @param {string} source the view that chose */
  select(indices, source) {
    this.selected = indices ? Int32Array.from(indices).sort() : null;
    this.bits = this.selected && new Uint8Array(this.count);
    for (let i = 0; this.selected && i < this.selected.length; i++) {
      this.bits[this.selected[i]] = 1;
    }
    this.tell({ kind: "selection", source });
  }

  isSelected(index) {
    return this.bits?.[index] === 1;
  }

  async id(index) {
    if (!this.ids.has(index)) {
      const run = this.run;
      const answer = await fetch(`api/experiments/${this.experiment}/subnets?after=${this.seqColumn.array[index] - 1}&limit=1`);
      const [subnet] = answer.ok ? await answer.json() : [];
      if (subnet && run === this.run && subnet.seq === this.seqColumn.array[index]) {
        this.ids.set(index, subnet.id);
      }
    }
    return this.ids.get(index) ?? null;
  }
}

function copy(from, growing, at, skip) {
  const array = growing.reserve(at + from.length - skip);
  for (let i = skip; i < from.length; i++) {
    array[at + i - skip] = from[i];
  }
}
