using System.Collections.Immutable;
using NasStudio.Core.Costs;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Datasets;
using NasStudio.Export;
using NasStudio.Worker.Objectives;

namespace NasStudio.Worker;

/// <summary>
/// Evaluates subnets of the trained supernet, one at a time: accuracy first, then latency while nothing else computes. What an
/// earlier launch has measured is told again.
/// </summary>
internal sealed class SubnetBench : IDisposable
{
    private readonly RunMaterials _materials;
    private readonly ImmutableSortedDictionary<string, Bound> _constraints;
    private readonly AccuracyObjective _accuracy;
    private readonly ImmutableArray<IObjective> _objectives;
    private readonly SubnetPackaging _packaging;
    private readonly Dictionary<(string SubnetId, Fidelity Fidelity), Evaluation> _earlier;
    private readonly PaceMeter? _pace;
    private readonly int _images;

    /// <param name="folder">Receives recalibrated statistics, and lies beside the folders of earlier launches; null keeps everything in memory.</param>
    /// <param name="told">Takes what the log is to say.</param>
    /// <param name="pace">Notes how long evaluations of the search take; null: nobody wants to know.</param>
    public SubnetBench(ExperimentDocument experiment, RunMaterials materials, string? folder, string home, Action<string>? told = null, PaceMeter? pace = null)
    {
        _pace = pace;
        _images = Math.Min(experiment.Search.RecalibrationImages, materials.Images.Train.Count) + materials.Images.Validation.Count;
        _materials = materials;
        _constraints = experiment.Search.Constraints;
        _accuracy = new AccuracyObjective(materials, experiment.Search.RecalibrationImages, folder);
        _packaging = new SubnetPackaging(experiment, materials, _accuracy);
        _earlier = folder is null ? [] : EarlierLaunches.Evaluations(folder);
        var wanted = experiment.Search.Objectives.Concat(_constraints.Keys).ToHashSet();
        IObjective[] latency = wanted.Contains(ObjectiveDefinition.Latency.Name) ? [Latency(experiment.Search.Latency, home, told)] : [];
        _objectives = [_accuracy, new MacsObjective(), new ParametersObjective(), .. latency];
    }

    /// <summary>Subnets of the search that earlier launches have measured.</summary>
    public int Known => _earlier.Keys.Count(key => key.Fidelity is Fidelity.Search);

    /// <summary>Evaluations that were told again, not measured.</summary>
    public int Replayed { get; private set; }

    /// <summary>From now on accuracy of final fidelity is taken on these images.</summary>
    public void UseTestSplit(LabeledImages test) => _accuracy.UseTestSplit(test);

    public Evaluation Evaluate(Architecture architecture, Fidelity fidelity, CancellationToken stop)
    {
        if (_earlier.TryGetValue((architecture.Id, fidelity), out var known))
        {
            Replayed++;
            _objectives.OfType<EstimatedLatencyObjective>().FirstOrDefault()?.Take(architecture, known);
            return known;
        }

        var candidate = new Candidate(architecture, _materials.Space.Expand(architecture, _materials.Input));
        var values = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        AccuracyOrigin? accuracy = null;
        LatencyOrigin? latency = null;
        foreach (var objective in _objectives)
        {
            stop.ThrowIfCancellationRequested();
            var measurement = Measure(objective, candidate, fidelity);
            values[objective.Definition.Name] = measurement.Value;
            accuracy = measurement.Accuracy ?? accuracy;
            latency = measurement.Latency ?? latency;
        }

        return new Evaluation
        {
            SubnetId = architecture.Id,
            Choices = architecture.Choices,
            Fidelity = fidelity,
            Values = values.ToImmutable(),
            PeakActivationBytes = NetworkCost.Of(candidate.Network).PeakActivationBytes,
            Accuracy = accuracy,
            Latency = latency,
            Feasible = Violation(values) == 0,
        };
    }

    private Measurement Measure(IObjective objective, Candidate candidate, Fidelity fidelity)
    {
        if (_pace is null || objective is MacsObjective or ParametersObjective)
        {
            return objective.Measure(candidate, fidelity);
        }

        if (fidelity is Fidelity.Final || objective is EstimatedLatencyObjective)
        {
            Measurement? measured = null;
            _pace.Besides(() => measured = objective.Measure(candidate, fidelity));
            return measured!;
        }

        var macs = NetworkCost.MacsOf(candidate.Network);
        return objective is AccuracyObjective
            ? _pace.Accuracy(() => objective.Measure(candidate, fidelity), macs, _images)
            : _pace.Latency(() => objective.Measure(candidate, fidelity), macs);
    }

    /// <summary>The measurements of a subnet that computes the same, with this one's own counts: those are its structure's.</summary>
    public Evaluation Reuse(Evaluation first, Architecture architecture)
    {
        var cost = NetworkCost.Of(_materials.Space.Expand(architecture, _materials.Input));
        var values = first.Values.SetItem(ObjectiveDefinition.Macs.Name, cost.Macs).SetItem(ObjectiveDefinition.Parameters.Name, cost.Parameters);
        return first with
        {
            SubnetId = architecture.Id,
            Choices = architecture.Choices,
            Values = values,
            PeakActivationBytes = cost.PeakActivationBytes,
            Feasible = Violation(values) == 0,
            DuplicateOf = first.SubnetId,
        };
    }

    /// <summary>Sum over the constraints of how far a value lies outside, each as a part of its bound.</summary>
    public double Violation(IReadOnlyDictionary<string, double> values) => _constraints.Sum(constraint =>
        constraint.Value.Violation(values[constraint.Key]) / Math.Max(1e-12, constraint.Value.Max ?? constraint.Value.Min ?? 1));

    public SubnetPackage Package(Architecture architecture, ImmutableArray<Evaluation> evaluations) =>
        _packaging.Package(new Candidate(architecture, _materials.Space.Expand(architecture, _materials.Input)), evaluations);

    public void Dispose()
    {
        foreach (var objective in _objectives.OfType<IDisposable>())
        {
            objective.Dispose();
        }
    }

    private IObjective Latency(LatencyOptions options, string home, Action<string>? told)
    {
        var measured = new LatencyObjective(_packaging, home);
        return options.Estimates ? new EstimatedLatencyObjective(measured, _materials, options.Measured, told) : measured;
    }
}
