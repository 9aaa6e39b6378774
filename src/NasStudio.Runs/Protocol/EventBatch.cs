namespace NasStudio.Runs.Protocol;

/// <summary>Body of POST /api/worker/runs/{run}/events. An older launch than the current one is answered 409.</summary>
public sealed record EventBatch(int Launch, IReadOnlyList<RunEvent> Events);

/// <summary>The answer, after the commit.</summary>
/// <param name="Acknowledged">The highest number up to which everything is stored; the worker sends the rest again.</param>
public sealed record EventReceipt(long Acknowledged, RunWish Wish);

/// <summary>What the server wants of a worker.</summary>
public enum RunWish
{
    Continue,

    /// <summary>Stop soon and exit: the run was cancelled, or the server shuts down.</summary>
    Stop,
}
