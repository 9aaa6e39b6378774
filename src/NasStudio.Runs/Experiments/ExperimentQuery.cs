namespace NasStudio.Runs.Experiments;

/// <summary>Which experiments a list shows, and in which order.</summary>
public sealed record ExperimentQuery
{
    /// <summary>Words that must all occur in name, data set or table, search space or tags, in either case; null or blank: any.</summary>
    public string? Text { get; init; }

    /// <summary>Of the newest run; Draft: those without a run; null: any.</summary>
    public RunState? State { get; init; }

    public ExperimentOrder Order { get; init; }

    /// <summary>What an experiment lacks stands last in either direction; equal ones stand newest first.</summary>
    public bool Ascending { get; init; }

    public int Skip { get; init; }

    public int Take { get; init; } = 25;
}

public enum ExperimentOrder
{
    /// <summary>When the newest run was started, else queued, else when the experiment was created.</summary>
    Started,

    Name,

    /// <summary>Ascending from what goes on to what is done: Running, Queued, Paused, Interrupted, Failed, Draft, Completed, Canceled.</summary>
    State,

    Accuracy,

    Hypervolume,

    Evaluations,
}

/// <param name="Matching">How many the query finds, on all pages.</param>
/// <param name="All">How many there are.</param>
public sealed record ExperimentListing(IReadOnlyList<ExperimentRow> Rows, int Matching, int All);

/// <summary>What may change of an experiment after it was submitted; null leaves as it is.</summary>
/// <param name="Notes">Markdown.</param>
public sealed record ExperimentEdit(string? Name = null, IReadOnlyList<string>? Tags = null, string? Notes = null);
