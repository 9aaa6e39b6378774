using NasStudio.Runs.Experiments;

namespace NasStudio.Storage.Entities;

internal sealed class RunEntity
{
    /// <summary>Small and ascending in order of queueing; never leaves the database.</summary>
    public long Key { get; set; }

    public Guid Id { get; set; }

    public long ExperimentKey { get; set; }

    public ExperimentEntity? Experiment { get; set; }

    public int Number { get; set; }

    public RunState State { get; set; }

    public int Launch { get; set; }

    /// <summary>Of the newest launch.</summary>
    public string? TokenHash { get; set; }

    public string? Folder { get; set; }

    public string? Stage { get; set; }

    public double Progress { get; set; }

    public double? EtaLowSeconds { get; set; }

    public double? EtaHighSeconds { get; set; }

    public int EvaluationsDone { get; set; }

    public int EvaluationsPlanned { get; set; }

    public string? Error { get; set; }

    public DateTimeOffset Queued { get; set; }

    public DateTimeOffset? Started { get; set; }

    public DateTimeOffset? Ended { get; set; }

    /// <summary>JSON of the box event.</summary>
    public string? Box { get; set; }

    /// <summary>Of the digest, as are the next two.</summary>
    public double? BestAccuracy { get; set; }

    /// <summary>Null where there is no digest: no evaluation, or a run from before there were any.</summary>
    public double? Hypervolume { get; set; }

    /// <summary>Numbers with four digits, a space between.</summary>
    public string? Curve { get; set; }

    /// <summary>Highest contiguous event number of the newest launch.</summary>
    public long LastEvent { get; set; }

    /// <summary>Highest Seq given to an evaluation.</summary>
    public long LastEvaluation { get; set; }

    /// <summary>Highest Seq given to a metric or log line.</summary>
    public long LastEntry { get; set; }

    /// <summary>Rises with every commit that touches the row.</summary>
    public long Version { get; set; }
}
