// Fills the charts of one tab of an experiment while points arrive. Zoom and selection stay.
import { Chart, drawn } from "./chart.js";
import { watchTheme } from "./chart-theme.js";
import { ConvergenceChart } from "./convergence-chart.js";
import { watch } from "./experiment-stream.js";
import { ParetoPanel } from "./pareto-panel.js";

/**
 * @param {{experiment: string, charts: Record<string, string>}} options charts: element id by chart ("pareto", "convergence", else of curves
 *          whose traces are called as the metrics); further ones as ParetoPanel says.
 * @returns {Promise<{fill: (charts: Record<string, string>) => Promise<void>, dispose: () => void}>} fill takes further charts
 */
export async function attach(options) {
  const live = watch(options.experiment);
  const views = [];
  let gone = false;
  const fill = async charts => {
    for (const [name, id] of Object.entries(charts)) {
      const element = await drawn(id);
      if (element && !gone) {
        views.push(viewOf(name, element, live, options));
      }
    }
  };
  const unwatch = watchTheme(() => views.forEach(view => view.chart.repaint()));
  await fill(options.charts);
  const pareto = views.find(view => view instanceof ParetoPanel);
  return {
    fill,
    setPlane: (x, y) => pareto?.setPlane(x, y),
    setColour: name => pareto?.setColour(name),
    exportShown: format => pareto?.export(format),
    dispose() {
      gone = true;
      unwatch();
      views.forEach(view => view.dispose());
      live.release();
    }
  };
}

function viewOf(name, element, live, options) {
  switch (name) {
    case "pareto": return new ParetoPanel(element, live.columns, options);
    case "hypervolume": return new HypervolumeChart(element, live.columns);
    case "convergence": return new ConvergenceChart(element, live.columns);
    default: return new CurveChart(element, live.curves);
  }
}

/** Draws curves by the name of their trace; points are shared with whoever collects them. */
class CurveChart {
  constructor(element, curves) {
    this.chart = new Chart(element);
    this.begin(curves);
    this.stop = curves.subscribe(grown => {
      if (grown === null) {
        this.begin(curves);
      } else if ([...grown].some(name => this.chart.traces.has(name))) {
        this.chart.draw();
      }
    });
  }

  begin(curves) {
    for (const role of this.chart.traces.keys()) {
      const { x, y } = curves.of(role);
      this.chart.replace(role, x, y);
    }
  }

  dispose() {
    this.stop();
    this.chart.dispose();
  }
}

/** A step at each subnet that made it grow. */
class HypervolumeChart {
  constructor(element, columns) {
    this.chart = new Chart(element);
    this.columns = columns;
    this.show();
    this.stop = columns.subscribe(change => ["rows", "reset"].includes(change.kind) && this.show());
  }

  show() {
    const values = this.columns.value("hypervolume") ?? [];
    const [x, y] = [[], []];
    for (let i = 0; i < values.length; i++) {
      if (i === 0 || i === values.length - 1 || values[i] !== values[i - 1]) {
        x.push(i + 1);
        y.push(values[i]);
      }
    }
    this.chart.replace("hypervolume", x, y);
  }

  dispose() {
    this.stop();
    this.chart.dispose();
  }
}
