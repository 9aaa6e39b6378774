// How far the searches of an experiment came, beside random search: read from the API when subnets have arrived.
import { Chart } from "./chart.js";

export class ConvergenceChart {
  constructor(element, columns, options) {
    this.columns = columns;
    this.chart = new Chart(element);
    this.stop = columns.subscribe(change => change.kind === "rows" && this.read());
    this.read();
  }

  dispose() {
    this.left = true;
    this.stop();
    this.chart.dispose();
  }

  /** While one reading is under way, the next one waits for it. */
  async read() {
    if (this.reading) {
      this.again = true;
      return;
    }
    this.reading = true;
    do {
      this.again = false;
      try {
        const answer = await fetch(`api/experiments/${this.columns.experiment}/convergence`);
        if (answer.ok) {
          const { seeds } = await answer.json();
          this.showBand("search", seeds.map(seed => seed.regret ?? seed.hypervolume));
          this.showBand("random", seeds.map(seed => seed.randomRegret ?? seed.random));
        }
      } catch {
        // The connection is lost; the next rows read again.
      }
      await new Promise(resolve => setTimeout(resolve, 1000));
    } while (this.again && !this.left);
    this.reading = false;
  }

  /** Lowest, median (the higher of two middle ones) and highest of those curves that have come as far as the farthest. */
  showBand(name, all) {
    const length = Math.max(0, ...all.map(curve => curve.length));
    const curves = all.filter(curve => curve.length === length);
    const x = Array.from({ length }, (_, i) => i + 1);
    const sorted = x.map((_, i) => curves.map(curve => curve[i]).sort((a, b) => a - b));
    this.chart.replace(`${name}.low`, x, sorted.map(values => values[0]));
    this.chart.replace(`${name}.high`, x, sorted.map(values => values.at(-1)));
    this.chart.replace(`${name}.median`, x, sorted.map(values => values[Math.floor(values.length / 2)]));
  }
}
