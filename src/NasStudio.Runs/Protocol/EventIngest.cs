using System.Diagnostics;
using NasStudio.Runs.Scheduling;

namespace NasStudio.Runs.Protocol;

/// <summary>Takes what workers report: checks that the caller is the newest launch, stores, and answers after the commit.</summary>
public sealed class EventIngest
{
    private readonly IRunStore _store;
    private readonly ActiveRuns _active;

    internal EventIngest(IRunStore store, ActiveRuns active)
    {
        _store = store;
        _active = active;
    }

    /// <param name="token">As sent; null where none was.</param>
    public async Task<IngestAnswer> AcceptAsync(Guid run, string? token, EventBatch batch, CancellationToken cancellation)
    {
        if (token is null)
        {
            return new(WorkerAccess.Forbidden, null);
        }

        var access = await _store.CheckWorkerAsync(run, batch.Launch, WorkerToken.Hash(token), cancellation);
        return access switch
        {
            WorkerAccess.Forbidden => new(access, null),
            WorkerAccess.Fenced => await FencedAsync(run, batch, cancellation),
            WorkerAccess.Granted => new(access, await StoreAsync(run, batch, cancellation)),
            _ => throw new UnreachableException(),
        };
    }

    private async Task<EventReceipt> StoreAsync(Guid run, EventBatch batch, CancellationToken cancellation)
    {
        var appended = await _store.AppendAsync(run, batch.Launch, batch.Events, cancellation);
        return new EventReceipt(appended.Acknowledged, _active.WishFor(run));
    }

    /// <summary>A worker whose last receipt was lost sends its last events again: they are stored, and it may know.</summary>
    private async Task<IngestAnswer> FencedAsync(Guid run, EventBatch batch, CancellationToken cancellation)
    {
        var stored = await _store.AppendAsync(run, batch.Launch, [], cancellation);
        var repeatsTheEnd = stored.Run.Launch == batch.Launch
            && batch.Events.Any(entry => entry is EndEvent)
            && batch.Events.All(entry => entry.Seq <= stored.Acknowledged);
        return repeatsTheEnd
            ? new(WorkerAccess.Granted, new EventReceipt(stored.Acknowledged, RunWish.Stop))
            : new(WorkerAccess.Fenced, null);
    }
}

/// <param name="Receipt">Where access was granted.</param>
public sealed record IngestAnswer(WorkerAccess Access, EventReceipt? Receipt);
