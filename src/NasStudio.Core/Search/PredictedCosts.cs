using NasStudio.Core.Decisions;
using NasStudio.Core.Pareto;
using NasStudio.Core.Predictors;

namespace NasStudio.Core.Search;

/// <summary>
/// A Gaussian process on choices per cost (<see cref="ChoiceProcess"/>) and one of the constraint violation, fitted to what was
/// observed. Costs are learnt and compared as log(0.1 + z), where z is 0 at the ideal and 1 at the nadir of the observed
/// front: a monotone scale, so dominance is kept, on which small differences between good subnets weigh as much as large ones
/// between bad subnets, whose exact badness no front depends on. Where statistics of the networks are known, ridge regression on
/// these explains what it can, and the process learns what is left.
/// </summary>
internal sealed class PredictedCosts(DecisionSpace space, StandardFeatures? statistics = null) : ICandidateCosts
{
    private const double Floor = 0.1;

    /// <summary>Kernel and noise are chosen anew when there are so many times more observations: that costs 32 fits.</summary>
    private const double Growth = 1.4;

    /// <summary>Observations learnt at most, as a fit costs their third power: the first ones, which are random, and the latest.</summary>
    private const int First = 100;
    private const int Latest = 400;

    private readonly ChoiceProcess _violation = new(Counts(space));
    private ChoiceProcess[] _models = [];
    private RidgePredictor[] _trends = [];
    private bool _constrained;
    private (double Ideal, double Range)[] _scales = [];
    private int _chosenAt;

    /// <summary>Costs of a subnet.</summary>
    public int Count => _models.Length;

    /// <summary>The scaled costs of the observed front: feasible and non-dominated, or least violating where nothing is feasible.</summary>
    public IReadOnlyList<double[]> Front { get; private set; } = [];

    /// <param name="told">At least two.</param>
    public void Fit(IReadOnlyList<Observation> told)
    {
        var front = NonDominatedSorting.Fronts(told, observation => observation.Costs.AsSpan(), observation => observation.Violation)[0]
            .ConvertAll(index => told[index]);
        _scales = [.. Enumerable.Range(0, told[0].Costs.Length).Select(cost => Scale(front, cost))];
        Front = front.ConvertAll(observation => Scaled(observation.Costs.AsSpan()));
        var learnt = told.Where((_, index) => index < First || index >= told.Count - Latest).ToList();
        int[][] samples = [.. learnt.Select(observation => observation.Architecture.Choices.ToArray())];
        var anew = told.Count >= _chosenAt * Growth;
        _chosenAt = anew ? told.Count : _chosenAt;
        _models = _models.Length == _scales.Length ? _models : [.. _scales.Select(_ => new ChoiceProcess(Counts(space)))];
        var features = statistics is null ? [] : learnt.ConvertAll(observation => statistics.Of(observation.Architecture));
        _trends = statistics is null ? [] : [.. _models.Select(_ => new RidgePredictor())];
        for (var cost = 0; cost < _models.Length; cost++)
        {
            double[] targets = [.. learnt.Select(observation => Scaled(cost, observation.Costs[cost]))];
            if (statistics is not null)
            {
                var trend = _trends[cost];
                trend.Fit(features, targets);
                targets = [.. targets.Select((target, sample) => target - trend.Mean([], features[sample]))];
            }

            _models[cost].Fit(samples, targets, anew);
        }

        _constrained = learnt.Exists(observation => observation.Violation > 0);
        if (_constrained)
        {
            _violation.Fit(samples, [.. learnt.Select(observation => observation.Violation)], anew);
        }
    }

    /// <summary>Writes the expected costs of a canonical choice vector, scaled, and returns its expected violation.</summary>
    public double Predict(ReadOnlySpan<int> choices, Span<double> costs)
    {
        var features = statistics?.Of(space.Canonical(choices)) ?? [];
        for (var cost = 0; cost < costs.Length; cost++)
        {
            costs[cost] = _models[cost].Mean(choices) + (statistics is null ? 0 : _trends[cost].Mean([], features));
        }

        return _constrained ? Math.Max(0, _violation.Mean(choices)) : 0;
    }

    private static int[] Counts(DecisionSpace space) => [.. space.Decisions.Select(decision => decision.Choices.Length)];

    private static (double Ideal, double Range) Scale(List<Observation> front, int cost)
    {
        var ideal = front.Min(observation => observation.Costs[cost]);
        var range = front.Max(observation => observation.Costs[cost]) - ideal;
        return (ideal, range > 0 ? range : Math.Max(Math.Abs(ideal), 1e-9));
    }

    private double[] Scaled(ReadOnlySpan<double> costs)
    {
        var scaled = costs.ToArray();
        for (var cost = 0; cost < scaled.Length; cost++)
        {
            scaled[cost] = Scaled(cost, scaled[cost]);
        }

        return scaled;
    }

    private double Scaled(int cost, double value) =>
        PortableLogarithm.Of(Floor + Math.Max(0, (value - _scales[cost].Ideal) / _scales[cost].Range));
}
