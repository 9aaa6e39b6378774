using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace NasStudio.Core.Experiments;

/// <summary>What was found out about one subnet, every number with its origin.</summary>
public sealed record Evaluation
{
    /// <summary>The architecture's id.</summary>
    public required string SubnetId { get; init; }

    /// <summary>The architecture's choice indices.</summary>
    public required ImmutableArray<int> Choices { get; init; }

    public required Fidelity Fidelity { get; init; }

    /// <summary>From 1, the search of a table that it belongs to; null where a supernet was trained.</summary>
    public int? Repeat { get; init; }

    /// <summary>Who asked for it first, where a supernet is searched; null for the smallest and the largest subnet, with which every search begins.</summary>
    public Proposal? Proposal { get; init; }

    /// <summary>Value by objective: accuracy (0..1), latency (ms), macs, parameters; on a table, its columns.</summary>
    public required ImmutableSortedDictionary<string, double> Values { get; init; }

    /// <summary>Largest sum of activations alive at once, one image, bytes.</summary>
    public long PeakActivationBytes { get; init; }

    public AccuracyOrigin? Accuracy { get; init; }

    public LatencyOrigin? Latency { get; init; }

    /// <summary>The earlier subnet that computes the same, whose measurements these are; null where this one was measured.</summary>
    public string? DuplicateOf { get; init; }

    /// <summary>Whether every constraint of the search holds.</summary>
    public required bool Feasible { get; init; }
}

/// <param name="By">"strategy", or "random": the search beside it.</param>
/// <param name="Repeat">From 1.</param>
public sealed record Proposal(string By, int Repeat)
{
    public const string Strategy = "strategy";
    public const string Random = "random";
}

/// <param name="Split">"validation" or "test".</param>
/// <param name="Images">Images classified.</param>
/// <param name="StandardError">√(p (1 − p) / Images).</param>
/// <param name="Weights">"recalibrated": supernet weights, batch-norm statistics recalibrated for this subnet.</param>
/// <param name="RecalibrationImages">Training images behind those statistics.</param>
/// <param name="BeforeRecalibration">
/// The same with the statistics that were recalibrated for the largest subnet, cut to this one's channels, as a supernet would hold them without recalibration
/// for each subnet; null where it was not measured: in the search, and where the largest subnet lacks a layer.
/// </param>
public sealed record AccuracyOrigin(string Split, int Images, double StandardError, string Weights, int RecalibrationImages, double? BeforeRecalibration = null);

/// <summary>How a latency was obtained. "Measured" values carry the whole protocol.</summary>
/// <param name="Origin">"measured" or "estimated".</param>
/// <param name="Device">The processor's name, for example "AMD EPYC".</param>
/// <param name="Runtime">"ONNX Runtime 1.31.1".</param>
/// <param name="WarmUpRuns">Runs thrown away before the first trial.</param>
/// <param name="Runs">Timed runs of each trial.</param>
/// <param name="MedianMs">Median of all timed runs, uncorrected.</param>
/// <param name="P90Ms">90th percentile of all timed runs, uncorrected.</param>
/// <param name="RelativeSpread">How far the value from every second trial lies from that of the others, as a part of the value.</param>
/// <param name="ReferenceMs">The reference network's calibrated latency on this machine.</param>
/// <param name="Estimate">Null where it was measured.</param>
public sealed record LatencyOrigin(
    string Origin,
    string Device,
    string Runtime,
    int Threads,
    int WarmUpRuns,
    int Runs,
    int Trials,
    double MedianMs,
    double P90Ms,
    double RelativeSpread,
    double ReferenceMs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LatencyEstimate? Estimate = null);

/// <summary>What stands behind an estimated latency; its origin's runs and times are 0, as nothing was timed.</summary>
/// <param name="Model">In words.</param>
/// <param name="Measured">Subnets of the same run that it was fitted to.</param>
/// <param name="RelativeError">Mean absolute error on those, each held out of the fit, as a part of the measured latency.</param>
/// <param name="KendallTau">Of estimated and measured latency, held out likewise.</param>
public sealed record LatencyEstimate(string Model, int Measured, double RelativeError, double KendallTau);
