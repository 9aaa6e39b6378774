// Fills the chart of predicted against measured values from the API, which keeps what it once computed.
import { Chart, drawn } from "./chart.js";
import { watchTheme } from "./chart-theme.js";

const charts = new WeakMap();

/** @param {string} id of the chart's element; objective and kind: names in the answer of /predictors. */
export async function show(id, experiment, objective, kind) {
  const element = await drawn(id);
  const answer = element && await fetch(`api/experiments/${experiment}/predictors`);
  if (!answer?.ok) {
    return;
  }
  const { objectives } = await answer.json();
  const study = objectives.find(one => one.objective === objective);
  const predicted = study?.predictors.find(one => one.name === kind)?.predicted;
  if (predicted) {
    fill(element, study.measured, predicted, study.subnets);
  }
}

/** A chart of the same roles whose few points the page has itself. */
export async function showPoints(id, x, y, names) {
  const element = await drawn(id);
  if (element) {
    fill(element, x, y, names);
  }
}

function fill(element, x, y, names) {
  const chart = of(element);
  const ends = [Math.min(...x, ...y), Math.max(...x, ...y)];
  chart.replace("diagonal", ends, ends);
  chart.replace("predicted", x, y, names);
}

/** The element's chart; the theme is watched for as long as the element is on the page. */
function of(element) {
  if (!charts.has(element)) {
    const chart = new Chart(element);
    charts.set(element, chart);
    const unwatch = watchTheme(() => element.isConnected ? chart.repaint() : unwatch());
  }
  return charts.get(element);
}
