using System.Collections.Immutable;
using NasStudio.Core.Experiments;
using NasStudio.Core.Spaces;
using NasStudio.Runs.Protocol;

namespace NasStudio.Storage.Tests;

/// <summary>Documents and events that tests store.</summary>
internal static class Examples
{
    public const string Submitted = """{ "schemaVersion": 1, "name": "first look", "searchSpace": "hybrid-tiny", "dataset": { "name": "shapes" } }""";

    public static ExperimentDocument Document(string name = "first look") => new()
    {
        Name = name,
        SearchSpace = BuiltInSpaces.Find("hybrid-tiny")!,
        Dataset = new DatasetOptions("shapes", 4000, 1000),
        Search = new SearchOptions
        {
            Constraints = ImmutableSortedDictionary<string, Bound>.Empty.Add("macs", new Bound(Max: 5e6)),
        },
        Seed = 18446744073709551615,
    };

    public static Evaluation Evaluation(string subnet, double accuracy, double latency, Fidelity fidelity = Fidelity.Search) => new()
    {
        SubnetId = subnet,
        Choices = [0, 2, 1],
        Fidelity = fidelity,
        Values = ImmutableSortedDictionary<string, double>.Empty.Add("accuracy", accuracy).Add("latency", latency).Add("macs", 1e6),
        PeakActivationBytes = 12_544,
        Accuracy = new AccuracyOrigin("validation", 1000, 0.01, "recalibrated", 512),
        Feasible = true,
    };

    public static EvaluationEvent Evaluated(long seq, string subnet, double accuracy = 0.5, double latency = 1, Fidelity fidelity = Fidelity.Search) =>
        new(Evaluation(subnet, accuracy, latency, fidelity)) { Seq = seq, Time = DateTimeOffset.UnixEpoch.AddSeconds(seq) };

    public static MetricEvent Metric(long seq, long step, double value, string name = "loss") => new(step, name, value) { Seq = seq };

    public static ProgressEvent Progress(long seq, double progress, string stage = RunStages.Train) => new(stage, progress, 10, 20, 0, 150) { Seq = seq };
}
