using System.Globalization;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Latency;
using NasStudio.Core.Objectives;

namespace NasStudio.Worker.Objectives;

/// <summary>
/// Latency measured for the first subnets of the search, and estimated from those for the later ones, each said to be what it is.
/// At the end everything is measured.
/// </summary>
/// <param name="measuredFirst">Subnets measured before any is estimated.</param>
/// <param name="told">Takes a sentence once the first estimate is made.</param>
internal sealed class EstimatedLatencyObjective(LatencyObjective measured, RunMaterials materials, int measuredFirst, Action<string>? told) : IObjective, IDisposable
{
    private const string Model = "ridge regression on choices, MACs, parameters, activations and layers";
    private readonly LatencyRegression _regression = new(materials.Space.Decisions, materials.Space.Expand(materials.Space.Largest, materials.Input));
    private readonly Dictionary<Architecture, Measurement> _known = [];
    private LatencyOrigin? _origin;

    public ObjectiveDefinition Definition => ObjectiveDefinition.Latency;

    public Measurement Measure(Candidate candidate, Fidelity fidelity)
    {
        if (fidelity is Fidelity.Final)
        {
            return measured.Measure(candidate, fidelity);
        }

        if (!_known.TryGetValue(candidate.Architecture, out var known))
        {
            known = _regression.Measured < measuredFirst ? Learn(candidate) : Estimate(candidate);
            _known.Add(candidate.Architecture, known);
        }

        return known;
    }

    /// <summary>Learns what an earlier launch of the run has measured, so that later estimates are those of a run that was never interrupted.</summary>
    public void Take(Architecture architecture, Evaluation evaluation)
    {
        if (evaluation is { Fidelity: Fidelity.Search, Latency: { Estimate: null } origin } && !_known.ContainsKey(architecture))
        {
            var latency = evaluation.Values[ObjectiveDefinition.Latency.Name];
            _regression.Learn(architecture, materials.Space.Expand(architecture, materials.Input), latency);
            _known.Add(architecture, new Measurement(latency, Latency: origin));
            _origin = origin;
        }
    }

    public void Dispose() => measured.Dispose();

    private Measurement Learn(Candidate candidate)
    {
        var measurement = measured.Measure(candidate, Fidelity.Search);
        _regression.Learn(candidate.Architecture, candidate.Network, measurement.Value);
        _origin = measurement.Latency;
        return measurement;
    }

    private Measurement Estimate(Candidate candidate)
    {
        var isFirst = _regression.RelativeError is null;
        var value = _regression.Estimate(candidate.Architecture, candidate.Network);
        var estimate = new LatencyEstimate(Model, _regression.Measured, _regression.RelativeError ?? double.NaN, _regression.KendallTau ?? 0);
        if (isFirst)
        {
            told?.Invoke(string.Create(
                CultureInfo.InvariantCulture,
                $"Latency is estimated from now on by {Model}, fitted to {estimate.Measured} measured subnets: off by {estimate.RelativeError:P1} on those held out, Kendall's τ {estimate.KendallTau:F2}."));
        }

        // Nothing was timed: only where the measured ones were is taken over.
        return new Measurement(value, Latency: new LatencyOrigin("estimated", _origin!.Device, _origin.Runtime, _origin.Threads, 0, 0, 0, 0, 0, 0, 0, estimate));
    }
}
