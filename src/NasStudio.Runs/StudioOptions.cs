namespace NasStudio.Runs;

/// <summary>Where a studio keeps its things and how it runs workers. <see cref="Validated"/> is called at registration.</summary>
public sealed record StudioOptions
{
    /// <summary>Database, runs, checkpoints and calibrations (NASSTUDIO_HOME). Absolute once validated.</summary>
    public required string Home { get; init; }

    /// <summary>Folder with data sets (NASSTUDIO_DATA); null: only generated and downloaded ones.</summary>
    public string? Data { get; init; }

    /// <summary>Runs at the same time. More than one disturbs the latencies that the others measure.</summary>
    public int ParallelRuns { get; init; } = 1;

    /// <summary>NasStudio.Worker.dll or an executable that takes its place; null: found beside the host.</summary>
    public string? WorkerPath { get; init; }

    /// <summary>How long a worker may take to stop by itself before it is killed.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an experiment that a user deleted can be brought back.</summary>
    public TimeSpan UndoDelete { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The database file.</summary>
    public string Database => Path.Combine(Home, "nasstudio.db");

    /// <summary>All that the launches of a run left behind.</summary>
    public string RunFolder(Guid run) => Path.Combine(Home, "runs", run.ToString("N"));

    /// <summary>The folder of one launch of a run.</summary>
    public string LaunchFolder(Guid run, int launch) => Path.Combine(RunFolder(run), FormattableString.Invariant($"e{launch}"));

    /// <summary>These options with absolute paths.</summary>
    /// <exception cref="ArgumentException">A value breaks its rule; the message says which and what to write.</exception>
    public StudioOptions Validated()
    {
        if (string.IsNullOrWhiteSpace(Home))
        {
            throw new ArgumentException("NASSTUDIO_HOME is empty; give the folder where database and runs are to live, or leave it out for ./.nasstudio.");
        }

        if (ParallelRuns < 1)
        {
            throw new ArgumentException($"ParallelRuns: {ParallelRuns} is less than 1; use 1, or more where latency does not matter.");
        }

        if (StopGrace < TimeSpan.Zero || StopGrace > TimeSpan.FromMinutes(1))
        {
            throw new ArgumentException($"StopGrace: {StopGrace} is not between 00:00:00 and 00:01:00.");
        }

        return this with
        {
            Home = Path.GetFullPath(Home),
            Data = string.IsNullOrWhiteSpace(Data) ? null : Path.GetFullPath(Data),
            WorkerPath = string.IsNullOrWhiteSpace(WorkerPath) ? null : Path.GetFullPath(WorkerPath),
        };
    }
}
