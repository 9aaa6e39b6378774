using System.Text.Json.Serialization;
using NasStudio.Core.Experiments;

namespace NasStudio.Runs.Protocol;

/// <summary>
/// What a worker reports. Numbered from 1 without gaps within one launch of a run; sending one again changes nothing,
/// because the server keeps metrics by (run, step, name) and evaluations by (run, subnet, fidelity).
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

/// <param name="Name">"loss", "learningRate", "accuracy.smallest", "accuracy.random", "accuracy.largest", "macs".</param>
public sealed record MetricEvent(long Step, string Name, double Value) : RunEvent;

public sealed record EvaluationEvent(Evaluation Evaluation) : RunEvent;

/// <summary>The box whose part the front dominates is the hypervolume; fixed when the search starts.</summary>
/// <param name="WorstAccuracy">Chance, 1 / classes.</param>
/// <param name="WorstCosts">By cost objective: 1.1 × the largest subnet's.</param>
public sealed record BoxEvent(double WorstAccuracy, IReadOnlyDictionary<string, double> WorstCosts) : RunEvent;

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
    public const string Search = "Search";
    public const string Report = "Report";
}
