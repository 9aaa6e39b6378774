using NasStudio.Core.Experiments;
using NasStudio.Core.Spaces;
using NasStudio.Runs.Estimates;

namespace NasStudio.Runs.Tests.Estimates;

/// <summary>Paces as a machine could have measured them, and an experiment to estimate.</summary>
internal static class FakePaces
{
    public const string Machine = "a processor";

    public static DatasetFacts Images { get; } = new("shapes", 1, 28, 28, 10, 20_000, 4_000, null);

    public static ExperimentDocument Experiment { get; } = new()
    {
        Name = "estimated",
        SearchSpace = BuiltInSpaces.Find("hybrid-tiny")!,
        Dataset = new DatasetOptions("shapes", TrainLimit: 640, Validation: 1000),
        Training = new TrainingOptions { Epochs = 2, BatchSize = 64, Sampler = new SamplerOptions { Name = "sandwich", RandomSubnets = 2 } },
        Search = new SearchOptions { Evaluations = 40, Objectives = ["accuracy", "macs"] },
    };

    /// <param name="seconds">For 10⁹ multiply-accumulates of training; evaluation takes a third.</param>
    public static RunPace Pace(double seconds, double macs, double other = 4) => new(DateTimeOffset.UnixEpoch, Machine, "before", "hybrid-tiny")
    {
        Training = new StagePace(seconds, seconds, seconds, macs),
        Accuracy = new StagePace(seconds / 3, seconds / 3, seconds / 3, macs),
        Latency = new StagePace(0.5, 0.5, 0.5, macs),
        OtherSeconds = other,
        RuntimeBytes = 300 << 20,
    };
}
