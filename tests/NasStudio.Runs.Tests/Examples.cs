using System.Collections.Immutable;
using NasStudio.Core.Experiments;
using NasStudio.Core.Spaces;
using NasStudio.Runs.Protocol;

namespace NasStudio.Runs.Tests;

/// <summary>Documents and events that tests use.</summary>
internal static class Examples
{
    public static ExperimentDocument Document(params ImmutableArray<string> objectives) => new()
    {
        Name = "first look",
        SearchSpace = BuiltInSpaces.Find("hybrid-tiny")!,
        Dataset = new DatasetOptions("shapes"),
        Search = objectives.IsDefaultOrEmpty ? new SearchOptions() : new SearchOptions { Objectives = objectives },
    };

    public static Evaluation Evaluation(string subnet, double accuracy, double latency, bool feasible = true, Fidelity fidelity = Fidelity.Search) => new()
    {
        SubnetId = subnet,
        Choices = [0],
        Fidelity = fidelity,
        Values = ImmutableSortedDictionary<string, double>.Empty.Add("accuracy", accuracy).Add("latency", latency).Add("macs", latency * 1000),
        Feasible = feasible,
    };

    public static EvaluationEvent Evaluated(string subnet, double accuracy, double latency, bool feasible = true, Fidelity fidelity = Fidelity.Search) =>
        new(Evaluation(subnet, accuracy, latency, feasible, fidelity));

    /// <summary>Accuracy from 0 to 1 and latency from 0 to 10 ms: hypervolumes that one can check by hand.</summary>
    public static BoxEvent Box() => new(0, new Dictionary<string, double> { ["latency"] = 10, ["macs"] = 10_000 });

    public static MetricEvent Metric(long step, double value = 1) => new(step, "loss", value);

    public static ProgressEvent Progress(double progress) => new(RunStages.Train, progress, null, null, 0, 150);

    /// <summary>The events as one launch would number them.</summary>
    public static IReadOnlyList<RunEvent> Numbered(long first, params IEnumerable<RunEvent> events) =>
        [.. events.Select((entry, i) => entry with { Seq = first + i })];
}
