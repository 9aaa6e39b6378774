using NasStudio.Core.Decisions;
using NasStudio.Core.Predictors;

namespace NasStudio.Core.Search;

/// <summary>
/// Ridge regression on choices and pairs of choices, one model per cost and one of the constraint violation, fitted to what was
/// observed. Costs are learnt and compared as log(0.1 + z), where z is 0 at the ideal and 1 at the nadir of the observed
/// front: a monotone scale, so dominance is kept, on which small differences between good subnets weigh as much as large ones
/// between bad subnets, whose exact badness no front depends on.
/// </summary>
internal sealed class PredictedCosts
{
    private const double Floor = 0.1;

    /// <summary>The penalty is chosen anew when there are so many times more observations: that costs eight fits.</summary>
    private const double Growth = 1.4;

    private readonly PairFeatures _features;
    private readonly int[] _ones;
    private RidgePredictor[] _models = [];
    private RidgePredictor? _violation;
    private (double Ideal, double Range)[] _scales = [];
    private double[] _strengths = [];
    private int _chosenAt;

    public PredictedCosts(DecisionSpace space)
    {
        _features = new PairFeatures(space);
        _ones = new int[_features.MostOnes];
    }

    /// <summary>Costs of a subnet.</summary>
    public int Count => _models.Length;

    /// <summary>The scaled costs of the observed front: feasible and non-dominated, or least violating where nothing is feasible.</summary>
    public IReadOnlyList<double[]> Front { get; private set; } = [];

    /// <param name="told">At least two.</param>
    public void Fit(IReadOnlyList<Observation> told)
    {
        var front = told.Where(candidate => !told.Any(other => Pareto.Dominance.Dominates(
            other.Costs.AsSpan(), other.Violation, candidate.Costs.AsSpan(), candidate.Violation))).ToList();
        _scales = [.. Enumerable.Range(0, told[0].Costs.Length).Select(cost => Scale(front, cost))];
        Front = front.ConvertAll(observation => Scaled(observation.Costs.AsSpan()));
        var anew = told.Count >= _chosenAt * Growth;
        var features = told.Select(observation => _features.Encode(observation.Architecture)).ToList();
        _models = [.. _scales.Select((_, cost) => Model(features, [.. told.Select(observation => Scaled(cost, observation.Costs[cost]))], anew ? null : _strengths[cost]))];
        _violation = told.Any(observation => observation.Violation > 0)
            ? Model(features, [.. told.Select(observation => observation.Violation)], strength: null)
            : null;
        if (anew)
        {
            _chosenAt = told.Count;
            _strengths = [.. _models.Select(model => model.Strength)];
        }
    }

    /// <summary>Writes the expected costs of a canonical choice vector, scaled, and returns its expected violation.</summary>
    public double Predict(ReadOnlySpan<int> choices, Span<double> costs)
    {
        ReadOnlySpan<int> ones = _ones.AsSpan(0, _features.Ones(choices, _ones));
        for (var cost = 0; cost < costs.Length; cost++)
        {
            costs[cost] = _models[cost].Mean(ones);
        }

        return _violation is null ? 0 : Math.Max(0, _violation.Mean(ones));
    }

    private static RidgePredictor Model(List<double[]> features, double[] targets, double? strength)
    {
        var model = new RidgePredictor(strength);
        model.Fit(features, targets);
        return model;
    }

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
