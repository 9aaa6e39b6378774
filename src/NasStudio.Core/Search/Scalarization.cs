using NasStudio.Core.Randomness;

namespace NasStudio.Core.Search;

/// <summary>
/// Several costs as one number, for methods made for one objective: the augmented Chebyshev function with ρ = 0.05 on costs
/// scaled to 0..1, with weights drawn anew for every proposal (ParEGO, Knowles 2006, section IV). Every Pareto-optimal
/// point, also in a concave part of the front, is the best for some weights; a Pareto rank alone would not tell the members
/// of a front apart, which soon are most of a small population. Of one cost it is the order of that cost.
/// </summary>
internal sealed class Scalarization
{
    private const double Augmentation = 0.05;
    private readonly double[] _weights;
    private readonly double[] _lowest;
    private readonly double[] _range;

    private Scalarization(double[] weights, double[] lowest, double[] range)
    {
        _weights = weights;
        _lowest = lowest;
        _range = range;
    }

    /// <summary>Weights uniform over the simplex. Costs are scaled by their ranges over the feasible observations, or all where none is feasible.</summary>
    /// <param name="scale">At least one.</param>
    public static Scalarization Draw(IReadOnlyCollection<Observation> scale, SeededRandom random)
    {
        var feasible = scale.Where(observation => observation.Violation <= 0).ToList();
        var points = feasible.Count > 0 ? feasible : [.. scale];
        var costs = points[0].Costs.Length;
        var lowest = new double[costs];
        var range = new double[costs];
        for (var cost = 0; cost < costs; cost++)
        {
            lowest[cost] = points.Min(point => point.Costs[cost]);
            range[cost] = points.Max(point => point.Costs[cost]) - lowest[cost];
        }

        return new Scalarization(DrawWeights(costs, random), lowest, range);
    }

    /// <summary>Smaller is better; 0..1.05 for costs within the ranges.</summary>
    public double Of(ReadOnlySpan<double> costs)
    {
        var (worst, sum) = (double.NegativeInfinity, 0.0);
        for (var cost = 0; cost < costs.Length; cost++)
        {
            var weighted = _range[cost] > 0 ? _weights[cost] * ((costs[cost] - _lowest[cost]) / _range[cost]) : 0;
            worst = Math.Max(worst, weighted);
            sum += weighted;
        }

        return worst + (Augmentation * sum);
    }

    /// <summary>Feasible ones before infeasible ones, those by violation; equal ones keep their order.</summary>
    public IEnumerable<Observation> BestFirst(IEnumerable<Observation> observations) => observations.OrderBy(Key);

    public bool Prefers(Observation first, Observation second) => Key(first).CompareTo(Key(second)) < 0;

    /// <summary>For each observation its place among all: 1 for the best, 0 for the worst, evenly spaced; equally good ones share the mean of theirs.</summary>
    public double[] Rewards(IReadOnlyList<Observation> observations)
    {
        var values = observations.Select(Key).ToArray();
        var order = Enumerable.Range(0, values.Length).OrderBy(index => values[index]).ToArray();
        var rewards = new double[values.Length];
        for (var start = 0; start < order.Length;)
        {
            var end = start;
            while (end + 1 < order.Length && values[order[end + 1]].Equals(values[order[start]]))
            {
                end++;
            }

            var reward = 1 - ((start + end) / 2.0 / Math.Max(1, order.Length - 1));
            for (; start <= end; start++)
            {
                rewards[order[start]] = reward;
            }
        }

        return rewards;
    }

    /// <summary>Ascending from the best.</summary>
    private (double Violation, double Value) Key(Observation observation) =>
        observation.Violation <= 0 ? (0, Of(observation.Costs.AsSpan())) : (observation.Violation, 0);

    /// <summary>The gaps between sorted uniform numbers.</summary>
    private static double[] DrawWeights(int count, SeededRandom random)
    {
        var cuts = Enumerable.Range(1, count - 1).Select(_ => random.NextDouble()).Order().Append(1).ToArray();
        return [.. cuts.Select((cut, index) => cut - (index == 0 ? 0 : cuts[index - 1]))];
    }
}
