// The axes of parallel coordinates: where a subnet stands on each of them, and which subnets lie within the brushes.

/** A slot below the choices, for subnets in which another choice switches the decision off. */
const off = -1;

/**
 * @param {import("./subnet-columns.js").SubnetColumns} columns with their choices
 * @param {{decisions: {name: string, group: string, conditions: {decision: number, choices: number[]}[]}[],
 *          values: {name: string, label: string, direction: string, kind: string}[]}} options in the order of the space; values go to the right end
 * @returns axes; a decision that has the same choice everywhere is left out
 */
export function axesOf(columns, options) {
  const decisions = options.decisions
    .map((decision, index) => decisionAxis(columns, options.decisions, decision, index))
    .filter(axis => axis && axis.low < axis.high);
  const values = options.values.map(value => valueAxis(columns, value)).filter(axis => axis);
  return [...decisions, ...values];
}

function decisionAxis(columns, decisions, { name, group }, index) {
  const choices = columns.choice(index);
  const labels = columns.decisions?.[index]?.values;
  if (!choices || !labels) {
    return null;
  }
  const active = activity(columns, decisions, index);
  const numbers = Float64Array.from(choices, (choice, row) => active(row) ? choice : off);
  const [low, high] = ends(numbers);
  const short = name.startsWith(`${group}.`) ? name.slice(group.length + 1) : name;
  const ticks = [];
  for (let choice = low; choice <= high; choice++) {
    ticks.push({ at: choice, text: choice === off ? "off" : labels[choice] });
  }
  return { name, group, label: short, note: "", numbers, low, high, ticks, isChoice: true };
}

/** Whether a decision counts in a row, by the choices that its conditions look at. */
function activity(columns, decisions, index) {
  const conditions = decisions[index].conditions.map(({ decision, choices }) => ({
    active: activity(columns, decisions, decision), taken: columns.choice(decision), allowed: new Set(choices)
  }));
  return row => conditions.every(({ active, taken, allowed }) => active(row) && allowed.has(taken[row]));
}

function valueAxis(columns, { name, label, direction, kind }) {
  const numbers = columns.value(name);
  if (!numbers) {
    return null;
  }
  const [low, high] = ends(numbers);
  return low < high
    ? { name, group: "objectives", label, note: direction, numbers, low, high, ticks: niceTicks(low, high, 5).map(at => ({ at, text: format(at, kind) })), isChoice: false }
    : null;
}

function ends(numbers) {
  let [low, high] = [Infinity, -Infinity];
  for (const number of numbers) {
    low = number < low ? number : low;
    high = number > high ? number : high;
  }
  return [low, high];
}

function niceTicks(low, high, count) {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(one => one >= rough);
  const ticks = [];
  for (let i = Math.ceil(low / step); i * step <= high; i++) {
    ticks.push(i * step);
  }
  return ticks;
}

export function format(value, kind) {
  const text = (number, options) => new Intl.NumberFormat(undefined, options).format(number);
  switch (kind) {
    case "percent": return `${text(100 * value, { maximumFractionDigits: 1 })} %`;
    case "count": {
      const [size, unit] = value >= 1e9 ? [1e9, " G"] : value >= 1e6 ? [1e6, " M"] : value >= 1e3 ? [1e3, " k"] : [1, ""];
      return text(value / size, { maximumSignificantDigits: 3 }) + unit;
    }
    default: return text(value, { maximumSignificantDigits: 4 });
  }
}

/** Part of the axis, 0 at its foot and 1 at its head, where a number stands. */
export function place(axis, number) {
  return axis.isChoice ? (number - axis.low + 0.5) / (axis.high - axis.low + 1) : (number - axis.low) / (axis.high - axis.low);
}

/** The rows whose place lies within the brush of every brushed axis; null where there is no brush. */
export function within(axes, brushes, count) {
  const active = axes.filter(axis => brushes.has(axis.name)).map(axis => ({ axis, brush: brushes.get(axis.name) }));
  if (!active.length) {
    return null;
  }
  const rows = [];
  for (let row = 0; row < count; row++) {
    if (active.every(({ axis, brush }) => {
      const at = place(axis, axis.numbers[row]);
      return at >= brush.from && at <= brush.to;
    })) {
      rows.push(row);
    }
  }
  return rows;
}
