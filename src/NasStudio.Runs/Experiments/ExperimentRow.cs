using NasStudio.Core.Experiments;

namespace NasStudio.Runs.Experiments;

/// <summary>An experiment as stored. Its runs are counted from 1; a Draft has none.</summary>
/// <param name="Json">The document as submitted.</param>
/// <param name="Name">The document's until it is renamed.</param>
public sealed record ExperimentRow(Guid Id, string Name, string Json, ExperimentDocument Document, DateTimeOffset Created, RunRow? NewestRun)
{
    /// <summary>In the order in which they were given.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Markdown.</summary>
    public string Notes { get; init; } = "";
}

/// <summary>One run of an experiment as stored.</summary>
/// <param name="Launch">Counts launch decisions; every call of a worker carries it, an older one is refused.</param>
/// <param name="Folder">Of the newest launch; null before the first.</param>
/// <param name="Error">The sentence for the page where the run failed or was interrupted.</param>
/// <param name="Box">Null until the search starts.</param>
/// <param name="Version">Rises with every commit that touches the row; of two copies the higher one is newer.</param>
/// <param name="Digest">Null before the first evaluated subnet.</param>
public sealed record RunRow(
    Guid Id,
    Guid ExperimentId,
    int Number,
    RunState State,
    int Launch,
    string? Folder,
    string? Stage,
    double Progress,
    double? EtaLowSeconds,
    double? EtaHighSeconds,
    int EvaluationsDone,
    int EvaluationsPlanned,
    string? Error,
    DateTimeOffset Queued,
    DateTimeOffset? Started,
    DateTimeOffset? Ended,
    Protocol.BoxEvent? Box,
    long Version = 0,
    RunDigest? Digest = null);

/// <param name="Seq">Ascending within the run from 1, in order of commit; what clients resume from.</param>
public sealed record EvaluationRow(long Seq, DateTimeOffset Time, Evaluation Evaluation);

/// <param name="Seq">Ascending within the run; metrics and log lines share one counter.</param>
/// <param name="Value">NaN where the worker reported so.</param>
public sealed record MetricRow(long Seq, long Step, string Name, double Value);

/// <param name="Seq">Ascending within the run; metrics and log lines share one counter.</param>
public sealed record LogRow(long Seq, DateTimeOffset Time, string Level, string Message);
