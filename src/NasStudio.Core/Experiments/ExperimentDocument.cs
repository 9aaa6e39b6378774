using System.Collections.Immutable;
using NasStudio.Core.Objectives;
using NasStudio.Core.Spaces;

namespace NasStudio.Core.Experiments;

/// <summary>
/// An experiment as it is written in JSON: a search space, a data set, how the supernet is trained and how it is searched; or, in
/// place of the first three, a table to be searched. Valid from birth: made by <c>ExperimentReader</c>, which fills every omitted
/// field with the default given here.
/// </summary>
public sealed record ExperimentDocument
{
    public const int SchemaVersion = 1;
    public const int MaximumNameLength = 100;

    /// <summary>2⁵³: larger ones would not survive a browser.</summary>
    public const long MaximumSeed = 1L << 53;

    public const int MaximumRepeats = 100;

    public required string Name { get; init; }

    /// <summary>Searched instead of a trained supernet; null: a supernet is trained.</summary>
    public TableSource? Table { get; init; }

    /// <summary>The whole document, also where the JSON gave only a name.</summary>
    /// <exception cref="InvalidOperationException">The experiment searches a table.</exception>
    public SearchSpaceDocument SearchSpace { get => field ?? throw OnATable(); init; }

    /// <exception cref="InvalidOperationException">The experiment searches a table.</exception>
    public DatasetOptions Dataset { get => field ?? throw OnATable(); init; }

    public TrainingOptions Training { get; init; } = new();

    public SearchOptions Search { get; init; } = new();

    /// <summary>Null: no subnet is trained alone.</summary>
    public StandAloneOptions? StandAlone { get; init; }

    public ulong Seed { get; init; } = 1;

    /// <summary>How many seeds, from <see cref="Seed"/> on, a table is searched with.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>What is searched, by name: the space or the table.</summary>
    public string SourceName => Table?.Title ?? SearchSpace.Name;

    /// <summary>On a table: rows of one isomorphism class count as one evaluation, whose values are those of the first that was proposed.</summary>
    public bool MergeIsomorphic { get; init; }

    /// <summary>Whether proposals may reuse the evaluation of an earlier subnet that computes the same.</summary>
    public bool LooksForDuplicates => MergeIsomorphic || Search.Deduplicate == SearchOptions.ByFunction;

    /// <summary>
    /// Of all repeats together; where a supernet was trained, of random search, too, and at most: what one search has evaluated the
    /// others know.
    /// </summary>
    public int PlannedEvaluations => Table is null ? checked(Search.Evaluations * Search.Repeats * (Search.HasBaseline ? 2 : 1)) : Search.Evaluations * Repeats;

    public override string ToString() => Name;

    private static InvalidOperationException OnATable() => new("This experiment searches a table; it has no search space and no data set.");
}

/// <summary>Where a table comes from: one of the two is given.</summary>
/// <param name="Name">Of a table that was imported into the studio.</param>
/// <param name="File">Path of a CSV file; only on the worker's command line.</param>
public sealed record TableSource(string? Name = null, string? File = null)
{
    /// <summary>As people call it.</summary>
    public string Title => Name ?? Path.GetFileName(File ?? "");
}

/// <param name="Name">A data set of the catalogue, for example "mnist".</param>
/// <param name="TrainLimit">Images trained on; null: all of the training split that validation leaves.</param>
/// <param name="Validation">Images drawn from the rest of the training split, stratified, by the seed; at least one per class.</param>
public sealed record DatasetOptions(string Name, int? TrainLimit = null, int Validation = DatasetOptions.DefaultValidation)
{
    public const int DefaultValidation = 2000;
    public const int MinimumTrainLimit = 2;
}

public sealed record TrainingOptions
{
    public const int MaximumEpochs = 10_000;
    public const int MinimumBatchSize = 2;
    public const int MaximumBatchSize = 4096;
    public const double MaximumWarmUp = 0.9;
    public const double MaximumGradientClipping = 1e6;
    public const double MaximumLabelSmoothing = 0.9;
    public const double MaximumWeightAverage = 0.999999;

    public int Epochs { get; init; } = 5;

    /// <summary>Omitted, at most the images trained on.</summary>
    public int BatchSize { get; init; } = 64;

    public SamplerOptions Sampler { get; init; } = new();

    public OptimizerOptions Optimizer { get; init; } = new();

    /// <summary>Part of all steps over which the learning rate rises linearly from 0.</summary>
    public double WarmUp { get; init; } = 0.05;

    /// <summary>Largest global L2 norm of the gradient; 0 switches clipping off.</summary>
    public double GradientClipping { get; init; } = 5;

    public GradientOptions Gradients { get; init; } = new();

    public double LabelSmoothing { get; init; }

    public DistillationOptions Distillation { get; init; } = new();

    /// <summary>Null: there is none but the step's own subnets.</summary>
    public TeacherOptions? Teacher { get; init; }

    public AugmentationOptions Augmentation { get; init; } = new();

    public ScheduleOptions Schedule { get; init; } = new();

    /// <summary>Decay of the moving average of the weights that is evaluated, searched and exported; 0: the weights themselves.</summary>
    public double WeightAverage { get; init; }

    /// <summary>
    /// Whether the agreement of subnets' gradients is measured before the first step, in the middle and after the last one. It
    /// changes no weights.
    /// </summary>
    public bool GradientProbe { get; init; }

    public CheckpointOptions Checkpoints { get; init; } = new();
}

/// <summary>How often a training saves its state, so that it can be paused, or go on after its process or machine died.</summary>
public sealed record CheckpointOptions
{
    public const int MaximumSteps = 1_000_000_000;
    public static readonly TimeSpan MaximumInterval = TimeSpan.FromDays(1);

    /// <summary>After so many steps; 0: steps do not count.</summary>
    public int Steps { get; init; }

    /// <summary>After so long, in whole seconds; zero: time does not count. A pause and the end of the training always save.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(1);
}

public sealed record SearchOptions
{
    public const int MinimumEvaluations = 2;
    public const int MaximumEvaluations = 1_000_000;
    public const int MinimumRecalibrationImages = 2;
    public const int MaximumRecalibrationImages = 100_000;
    public const int MaximumWarmStarts = 8;

    public const string ByStructure = "structure";
    public const string ByFunction = "function";

    public static readonly ImmutableArray<string> Devices = ["this-machine"];

    public static readonly ImmutableArray<string> Deduplications = [ByStructure, ByFunction];
    public static readonly ImmutableArray<string> Baselines = ["random", "none"];

    public StrategyOptions Strategy { get; init; } = new();

    /// <summary>Distinct subnets of each search, the smallest and the largest included. Omitted, at most those of the space.</summary>
    public int Evaluations { get; init; } = 200;

    /// <summary>Names of objectives. The first is drawn upwards, the second to the right.</summary>
    public ImmutableArray<string> Objectives { get; init; } = ["accuracy", "latency"];

    /// <summary>Directions by name where a table is searched, whose objectives are not ours; empty otherwise.</summary>
    public ImmutableSortedDictionary<string, Direction> Directions { get; init; } = ImmutableSortedDictionary<string, Direction>.Empty;

    /// <summary>Bounds by objective name.</summary>
    public ImmutableSortedDictionary<string, Bound> Constraints { get; init; } = ImmutableSortedDictionary<string, Bound>.Empty;

    /// <summary>Where latency is measured; only "this-machine" so far.</summary>
    public string Device { get; init; } = "this-machine";

    /// <summary>Training images whose batch statistics a subnet's batch norms are recalibrated with. Omitted, at most those trained on.</summary>
    public int RecalibrationImages { get; init; } = 512;

    /// <summary>
    /// What makes two subnets one: "structure", the same choices; "function" also where a tiny network of each computes the
    /// same from the same input. Of the latter the first is measured and the others reuse its accuracy and latency, although
    /// a supernet keeps weights of its own for them.
    /// </summary>
    public string Deduplicate { get; init; } = ByStructure;

    /// <summary>How many seeds, from the experiment's on, one trained supernet is searched with; a table has its own repeats.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>"random": beside every search of a supernet, random search with as many evaluations; or "none".</summary>
    public string Baseline { get; init; } = "random";

    public bool HasBaseline => Baseline == "random";

    /// <summary>How latencies of the search are found out; those of the final front are always measured.</summary>
    public LatencyOptions Latency { get; init; } = new();

    /// <summary>Earlier searches on the same decisions whose evaluations inform this one and count as none of its own; by default none.</summary>
    public ImmutableArray<WarmStartSource> WarmStart { get; init; } = [];

    /// <summary>What an earlier search must have measured to inform this one: objectives and bounds.</summary>
    public IReadOnlyCollection<string> Measured => [.. Objectives.Union(Constraints.Keys)];

    /// <summary>The objectives in full, in their order; those of a table have no unit.</summary>
    public ImmutableArray<ObjectiveDefinition> ObjectiveDefinitions() =>
    [
        .. Objectives.Select(name => Directions.TryGetValue(name, out var direction)
            ? new ObjectiveDefinition(name, name, direction, "")
            : ObjectiveDefinition.All.First(objective => objective.Name == name)),
    ];

    /// <summary>By value, the lists included.</summary>
    public bool Equals(SearchOptions? other) => other is not null
        && Strategy == other.Strategy
        && Evaluations == other.Evaluations
        && Objectives.SequenceEqual(other.Objectives)
        && Directions.SequenceEqual(other.Directions)
        && Constraints.SequenceEqual(other.Constraints)
        && Device == other.Device
        && Latency == other.Latency
        && (Repeats, Baseline, Deduplicate) == (other.Repeats, other.Baseline, other.Deduplicate)
        && WarmStart.SequenceEqual(other.WarmStart)
        && RecalibrationImages == other.RecalibrationImages;

    public override int GetHashCode() => HashCode.Combine(Strategy, Evaluations, Objectives.Length, Constraints.Count, Device, Repeats, RecalibrationImages);
}

/// <param name="Model">"measured": each subnet; "regression": the first so many, and estimated from those for the others.</param>
/// <param name="Measured">Subnets measured before any is estimated.</param>
public sealed record LatencyOptions(string Model = "measured", int Measured = 40)
{
    public const string Regression = "regression";
    public const int MaximumMeasured = 10_000;

    public static readonly ImmutableArray<string> Models = ["measured", Regression];

    public bool Estimates => Model == Regression;
}

/// <summary>A closed interval; a null end is open.</summary>
public sealed record Bound(double? Min = null, double? Max = null)
{
    /// <summary>How far a value lies outside, 0 where it is inside.</summary>
    public double Violation(double value) => Math.Max(0, Math.Max((Min ?? double.NegativeInfinity) - value, value - (Max ?? double.PositiveInfinity)));
}
