import { countBelow } from "./growing.js";

/**
 * The front of two values while points arrive. Held as costs (smaller is better): first ones ascend, second ones fall; of equal points
 * the first one stays. So the best point under a limit of the first value is the last step before it: O(log n).
 */
export class Staircase {
  /** @param {number} first, second 1 where smaller is better, -1 where larger is */
  constructor(first, second) {
    [this.first, this.second] = [first, second];
    this.clear();
  }

  clear() {
    [this.x, this.y, this.rows] = [[], [], []];
  }

  /** True where the point is now on the front. */
  add(row, first, second) {
    const [x, y] = [first * this.first, second * this.second];
    const at = this.above(x);
    if (!(y < (at ? this.y[at - 1] : Infinity))) {
      return false;
    }
    // Those of the same first cost, and all that cost more and are no better.
    let from = at;
    while (from > 0 && this.x[from - 1] === x) {
      from--;
    }
    let to = at;
    while (to < this.y.length && this.y[to] >= y) {
      to++;
    }
    this.x.splice(from, to - from, x);
    this.y.splice(from, to - from, y);
    this.rows.splice(from, to - from, row);
    return true;
  }

  /** How many steps have a first cost of at most this one. */
  above(cost) {
    let at = countBelow(this.x, this.x.length, cost);
    while (at < this.x.length && this.x[at] === cost) {
      at++;
    }
    return at;
  }

  /** Step of the best point whose first value is no worse than a limit; -1 where there is none. */
  bestUnder(limit) {
    return this.above(limit * this.first) - 1;
  }
}
