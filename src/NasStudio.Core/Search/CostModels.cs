using NasStudio.Core.Decisions;
using NasStudio.Core.Predictors;

namespace NasStudio.Core.Search;

/// <summary>
/// One predictor per cost and, once something infeasible was told, one more that tells it from the feasible: its target is 0 for
/// feasible architectures and 1 plus the violation as a part of the largest for others, so it also points the way back.
/// </summary>
/// <param name="create">A predictor, by index.</param>
/// <param name="encode">The predictors' features.</param>
/// <param name="growth">Fitted anew once so many observations, or a tenth of those fitted if that is more, have come in; at least 1.</param>
internal sealed class CostModels<TPredictor>(Func<int, TPredictor> create, Func<Architecture, double[]> encode, int growth)
    where TPredictor : class, IPredictor
{
    /// <summary>Fitting is cubic in the samples: the latest ones are kept, which lie where the search is.</summary>
    private const int MostSamples = 500;
    private const double Infeasible = 0.5;
    private TPredictor[] _costs = [];
    private TPredictor? _infeasibility;
    private int _fitted;

    /// <summary>Learns what was told, where enough of it is new.</summary>
    /// <param name="told">At least one; those of earlier calls come first.</param>
    public void Fit(IReadOnlyList<Observation> told)
    {
        if (_fitted > 0 && told.Count < _fitted + Math.Max(growth, _fitted / 10))
        {
            return;
        }

        var samples = told.Skip(told.Count - MostSamples).ToArray();
        var features = Array.ConvertAll(samples, sample => encode(sample.Architecture));
        _costs = [.. Enumerable.Range(0, samples[0].Costs.Length).Select(create)];
        for (var cost = 0; cost < _costs.Length; cost++)
        {
            _costs[cost].Fit(features, Clipped(Array.ConvertAll(samples, sample => sample.Costs[cost])));
        }

        var worst = samples.Max(sample => sample.Violation);
        _infeasibility = worst > 0 ? create(_costs.Length) : null;
        _infeasibility?.Fit(features, Array.ConvertAll(samples, sample => sample.Violation > 0 ? 1 + (sample.Violation / worst) : 0));
        _fitted = told.Count;
    }

    /// <summary>
    /// Costs further above the median than the smallest is below it count as that far: how bad a bad architecture is tells
    /// nothing of the good ones, yet a few that did not learn at all would be most of what a least-squares fit sees (the same
    /// reason for which Song et al. 2024, the Vizier GP bandit, warp the worse half of the values).
    /// </summary>
    private static double[] Clipped(double[] costs)
    {
        var sorted = costs.Order().ToArray();
        var median = sorted[sorted.Length / 2];
        var limit = median + (median - sorted[0]);
        return Array.ConvertAll(costs, cost => Math.Min(cost, limit));
    }

    /// <summary>What is expected of an architecture, as if it had been observed.</summary>
    /// <param name="read">What to take of a predictor: its mean, or a sample.</param>
    public Observation Read(Architecture architecture, Func<TPredictor, double> read)
    {
        var infeasibility = _infeasibility is null ? 0 : read(_infeasibility);
        return new Observation(architecture, [.. _costs.Select(read)], infeasibility > Infeasible ? infeasibility : 0);
    }
}
