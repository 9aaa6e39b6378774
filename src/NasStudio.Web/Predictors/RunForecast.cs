using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Latency;
using NasStudio.Core.Networks;
using NasStudio.Core.Objectives;
using NasStudio.Core.Predictors;
using NasStudio.Core.Spaces;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Neighbours;

namespace NasStudio.Web.Predictors;

/// <summary>
/// What a run's evaluations say of subnets that were not evaluated: the accuracy by the kind of predictor that did best in
/// the run's own cross-validation, the latency by a regression on choices and costs.
/// </summary>
public sealed class RunForecast
{
    private readonly Lock _gate = new();
    private readonly IPredictor? _accuracy;
    private readonly PairFeatures? _encoding;
    private readonly LatencyRegression? _latency;

    /// <param name="study">Null where the run cannot be studied.</param>
    /// <param name="obstacle">Why not.</param>
    public RunForecast(IReadOnlyList<Subnet> subnets, SearchSpace space, NetworkInput input, PredictorStudy? study, string? obstacle, CancellationToken stop)
    {
        var models = ImmutableSortedDictionary.CreateBuilder<string, NeighbourModel>(StringComparer.Ordinal);
        var sample = PredictorStudy.Sample(subnets);
        if (study?.Objectives.FirstOrDefault(one => one.Objective == ObjectiveDefinition.Accuracy.Name) is { } accuracy)
        {
            var best = accuracy.Predictors.MaxBy(kind => kind.Quality.KendallTau)!;
            _encoding = PredictorStudy.Encoding(best.Name, space.Decisions);
            _accuracy = PredictorStudy.Fit(best.Name, _encoding, sample, ObjectiveDefinition.Accuracy.Name, space.Decisions, out var samples);
            models[ObjectiveDefinition.Accuracy.Name] = new(best.Name, samples, Rms(best.Predicted, accuracy.Measured), best.Quality.RelativeError, best.Quality.KendallTau);
        }

        var regression = new LatencyRegression(space.Decisions, space.Expand(space.Largest, input));
        foreach (var subnet in sample.Where(one => one.Search.Latency?.Estimate is null && one.Search.Values.GetValueOrDefault(ObjectiveDefinition.Latency.Name) > 0))
        {
            stop.ThrowIfCancellationRequested();
            var architecture = space.Decisions.Canonical(subnet.Search.Choices.AsSpan());
            regression.Learn(architecture, space.Expand(architecture, input), subnet.Search.Values[ObjectiveDefinition.Latency.Name]);
        }

        if (regression.Measured >= LatencyRegression.FewestMeasured)
        {
            // The first estimate fits, and finds out the errors.
            regression.Estimate(space.Largest, space.Expand(space.Largest, input));
            _latency = regression;
            models[ObjectiveDefinition.Latency.Name] = new("ridge on choices and costs", regression.Measured, null, regression.RelativeError, regression.KendallTau);
        }

        (Models, Obstacle) = (models.ToImmutable(), obstacle);
    }

    /// <summary>By objective.</summary>
    public ImmutableSortedDictionary<string, NeighbourModel> Models { get; }

    /// <summary>Why the accuracy is not estimated; null where it is.</summary>
    public string? Obstacle { get; }

    /// <summary>Adds the values that can be estimated. Several threads may ask.</summary>
    public void Estimate(Architecture architecture, Network network, IDictionary<string, NeighbourValue> values)
    {
        // Predictors keep buffers of their own.
        lock (_gate)
        {
            if (_accuracy is not null)
            {
                values[ObjectiveDefinition.Accuracy.Name] = new(Math.Clamp(_accuracy.Predict(_encoding!.Encode(architecture)).Mean, 0, 1), NeighbourOrigin.Estimated);
            }

            if (_latency is not null)
            {
                values[ObjectiveDefinition.Latency.Name] = new(_latency.Estimate(architecture, network), NeighbourOrigin.Estimated);
            }
        }
    }

    private static double Rms(ImmutableArray<double> predicted, ImmutableArray<double> measured) =>
        Math.Sqrt(predicted.Zip(measured, (one, other) => (one - other) * (one - other)).Average());
}
