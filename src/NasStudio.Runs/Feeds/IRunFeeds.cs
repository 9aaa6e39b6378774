namespace NasStudio.Runs.Feeds;

/// <summary>The live state of runs: subscribe first, then read. The signal carries nothing, never blocks and never throws.</summary>
public interface IRunFeeds
{
    /// <summary>The snapshot of a run, loaded from the store at first use.</summary>
    Task<RunSnapshot> ReadAsync(Guid runId, CancellationToken cancellation);

    /// <summary>Calls back after every change of the run until the result is disposed.</summary>
    IDisposable Subscribe(Guid runId, Action changed);

    /// <summary>Calls back after every change of any experiment or run (state, progress, created, deleted).</summary>
    IDisposable SubscribeToAll(Action changed);
}
