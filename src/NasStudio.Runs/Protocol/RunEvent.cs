using System.Text.Json.Serialization;
using NasStudio.Core.Experiments;

namespace NasStudio.Runs.Protocol;

/// <summary>
/// What a worker reports. Numbered from 1 without gaps within one launch of a run; sending one again changes nothing,
/// because the server keeps metrics by (run, step, name) and evaluations by (run, repeat, subnet, fidelity).
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ProgressEvent), "progress")]
[JsonDerivedType(typeof(MetricEvent), "metric")]
[JsonDerivedType(typeof(EvaluationEvent), "evaluation")]
[JsonDerivedType(typeof(BoxEvent), "box")]
[JsonDerivedType(typeof(LogEvent), "log")]
[JsonDerivedType(typeof(EndEvent), "end")]
public abstract record RunEvent
{
    public long Seq { get; init; }

    public DateTimeOffset Time { get; init; }
}

/// <param name="Stage">A name of <see cref="RunStages"/>.</param>
/// <param name="Progress">Of the whole run, 0..1, never falling.</param>
/// <param name="EtaLowSeconds">Null while nothing is known.</param>
public sealed record ProgressEvent(string Stage, double Progress, double? EtaLowSeconds, double? EtaHighSeconds, int EvaluationsDone, int EvaluationsPlanned) : RunEvent;

/// <param name="Name">"loss", "learningRate", "accuracy.smallest", "accuracy.random", "accuracy.largest", "macs", "agreement.METRIC", "standAlone.supernet", "standAlone.alone".</param>
public sealed record MetricEvent(long Step, string Name, double Value) : RunEvent;

public sealed record EvaluationEvent(Evaluation Evaluation) : RunEvent;

/// <summary>The box whose part the front dominates is the hypervolume; fixed when the search starts.</summary>
/// <param name="WorstAccuracy">Chance, 1 / classes.</param>
/// <param name="WorstCosts">By cost objective: 1.1 × the largest subnet's.</param>
/// <param name="Sides">On a table, by objective: from the true front's ideal to the reference point, as costs (smaller is better).</param>
/// <param name="Reachable">The part of the box that can be dominated at all, which counts as the whole: below 1 on a table, whose true front is known.</param>
public sealed record BoxEvent(
    double WorstAccuracy,
    IReadOnlyDictionary<string, double> WorstCosts,
    IReadOnlyDictionary<string, BoxSide>? Sides = null,
    double Reachable = 1) : RunEvent;

/// <summary>Both ends of a box along one objective, as costs.</summary>
public sealed record BoxSide(double Best, double Worst);

/// <param name="Level">"info", "warning" or "error".</param>
public sealed record LogEvent(string Level, string Message) : RunEvent;

/// <summary>The last event of a run that ended by itself.</summary>
/// <param name="Error">Null where the run completed; else the sentence for the page.</param>
public sealed record EndEvent(string? Error) : RunEvent;

/// <summary>The stages of a run, in their order.</summary>
public static class RunStages
{
    public const string Prepare = "Prepare";
    public const string Train = "Train supernet";

    /// <summary>Only where the strategy ranks candidates by metrics.</summary>
    public const string Score = "Score candidates";
    public const string Search = "Search";

    /// <summary>Only where subnets are trained alone.</summary>
    public const string Alone = "Train alone";
    public const string Report = "Report";
}

/// <summary>Names of metric events that several sides must know.</summary>
public static class MetricNames
{
    /// <summary>Before the name of a training-free metric: its Kendall's τ with the accuracies measured so far; steps are evaluations.</summary>
    public const string Agreement = "agreement.";

    /// <summary>Validation accuracy of the n-th subnet that was trained alone (steps count them from 0), with the supernet's weights.</summary>
    public const string StandAloneSupernet = "standAlone.supernet";

    /// <summary>The same with its own weights, mean over the seeds.</summary>
    public const string StandAloneAlone = "standAlone.alone";

    /// <summary>Part of all processors that the worker used since the last reading, 0..1; the step is the time, Unix milliseconds.</summary>
    public const string Processors = "resources.processors";

    /// <summary>Resident memory of the worker, bytes; the step is the time, Unix milliseconds.</summary>
    public const string Memory = "resources.memory";

    /// <summary>
    /// Before a moment of the training ("start", "middle", "end") and ".cosine", ".low", ".high" or ".macsRatio": how well gradients
    /// agree, with its 95 % interval; steps are gaps of levels. ".spearman", ".spearmanLow", ".spearmanHigh" have step 0.
    /// </summary>
    public const string Conflict = "conflict.";

    /// <summary>Of <see cref="Conflict"/>, in their order.</summary>
    public static readonly System.Collections.Immutable.ImmutableArray<string> Moments = ["start", "middle", "end"];
}
