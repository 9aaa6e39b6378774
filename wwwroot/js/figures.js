// Numbers as they stand beside a chart, in the reader's culture.
const percent = new Intl.NumberFormat(undefined, { style: "percent", minimumFractionDigits: 2, maximumFractionDigits: 2 });
const points = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const digits = new Intl.NumberFormat(undefined, { minimumSignificantDigits: 3, maximumSignificantDigits: 3 });
const plain = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 6 });
const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });

export const count = value => whole.format(value);

/** @param {{name: string, fromTable: boolean}} axis */
export function show(axis, value) {
  if (value === undefined || value === null || Number.isNaN(value)) {
    return "–";
  }
  if (axis.fromTable) {
    return plain.format(value);
  }
  switch (axis.name) {
    case "accuracy": return percent.format(value);
    case "latency": return `${digits.format(value)} ms`;
    case "evaluation": return whole.format(value);
    default: return large(value);
  }
}

/** How much further one value lies than another: of accuracies in points. */
export function showStep(axis, step) {
  return axis.name === "accuracy" && !axis.fromTable ? `${points.format(100 * step)} points` : show(axis, step);
}

function large(value) {
  const [scale, unit] = value >= 1e9 ? [1e9, " G"] : value >= 1e6 ? [1e6, " M"] : value >= 1e4 ? [1e3, " k"] : [1, ""];
  return unit ? digits.format(value / scale) + unit : whole.format(value);
}
