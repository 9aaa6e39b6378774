namespace NasStudio.Runs.Protocol;

/// <summary>How often a worker calls its server.</summary>
public sealed record UplinkPace
{
    /// <summary>Between two batches.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>After this long without events an empty batch asks for the server's wish.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>After the first failed call; doubles with each further one.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Most events of one batch.</summary>
    public int BatchSize { get; init; } = 500;
}
