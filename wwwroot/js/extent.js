/** The lowest and the highest of the values seen. */
export class Extent {
  constructor() {
    [this.low, this.high] = [Infinity, -Infinity];
  }

  /** @returns {boolean} whether it grew */
  include(value) {
    const grows = value < this.low || value > this.high;
    this.low = Math.min(this.low, value);
    this.high = Math.max(this.high, value);
    return grows;
  }

  /** Range of an axis with room at both ends. */
  padded() {
    if (!(this.low <= this.high)) {
      return [0, 1];
    }
    const pad = this.high > this.low ? 0.04 * (this.high - this.low) : Math.abs(this.high) * 0.05 || 1;
    return [this.low - pad, this.high + pad];
  }
}
