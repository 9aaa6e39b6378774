/** A typed array that grows: writing after its end is amortised O(1), view() shares its memory. */
export class Growing {
  constructor(type, filler = 0) {
    this.filler = filler;
    this.array = new type(1024).fill(filler);
  }

  reserve(count) {
    if (count > this.array.length) {
      const larger = new this.array.constructor(Math.max(count, 2 * this.array.length)).fill(this.filler);
      larger.set(this.array);
      this.array = larger;
    }
    return this.array;
  }

  view(count) {
    return this.reserve(count).subarray(0, count);
  }
}

/** How many of the ascending values are below a limit. */
export function countBelow(values, count, limit) {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    [low, high] = values[middle] < limit ? [middle + 1, high] : [low, middle];
  }
  return low;
}
