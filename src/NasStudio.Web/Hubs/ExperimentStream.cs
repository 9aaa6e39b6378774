using System.Runtime.CompilerServices;
using NasStudio.Runs;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Columns;

namespace NasStudio.Web.Hubs;

/// <summary>
/// One watcher's stream. Holds no queue: a change only marks that there is something to read, and the next batch is cut
/// from the snapshot of that moment. A slow watcher therefore gets fewer, newer batches, and loses no point.
/// </summary>
/// <param name="heldRun">The number of the run whose points the watcher holds; null: unknown, or none.</param>
/// <param name="lastSeq">The last sequence number that the watcher holds; 0: none.</param>
internal sealed class ExperimentStream(IRunStore store, IRunFeeds feeds, BatchCache batches, TimeProvider time, Guid experimentId, int? heldRun, long lastSeq)
{
    /// <summary>Subnets in one batch.</summary>
    public const int LargestBatch = 1000;

    private const int LargestCurve = 5000;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private RunSnapshot? _snapshot;
    private int? _run = heldRun;
    private long _lastSeq = Math.Max(0, lastSeq);
    private int _metrics;

    /// <returns>A first batch at once, then one after each change, at most five a second apart from bursts.</returns>
    public async IAsyncEnumerable<ExperimentBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var changed = new SemaphoreSlim(0, 1);
        // Subscribe, then read: the other order loses a change. A new run of the experiment is a change of "all", too.
        using var subscription = feeds.SubscribeToAll(() => Mark(changed));
        ExperimentBatch? previous = null;
        while (true)
        {
            var batch = await NextAsync(cancellation);
            if (previous is null || !batch.SaysNothingNewAfter(previous))
            {
                yield return batch;
                previous = batch;
            }

            if (!batch.More)
            {
                await Task.Delay(Interval, time, cancellation);
                await changed.WaitAsync(cancellation);
            }
        }
    }

    private static void Mark(SemaphoreSlim changed)
    {
        try
        {
            changed.Release();
        }
        catch (Exception error) when (error is SemaphoreFullException or ObjectDisposedException)
        {
            // Marked already, or the watcher has just gone: either way there is nothing to do.
        }
    }

    private async Task<ExperimentBatch> NextAsync(CancellationToken cancellation)
    {
        _snapshot = await NewestAsync(cancellation);
        var reset = IsAnotherRun();
        if (reset)
        {
            (_lastSeq, _metrics) = (0, 0);
        }

        _run = _snapshot?.Run.Number;
        if (_snapshot is null)
        {
            return new ExperimentBatch(null, reset, 0, More: false, PointColumns.None, new Dictionary<string, IReadOnlyList<double?>>(), ChoiceColumns.None, [], [], [], RunProgress.Draft);
        }

        var first = _snapshot.FirstAfter(_lastSeq);
        var count = Math.Min(LargestBatch, _snapshot.Subnets.Length - first);
        var curve = Math.Min(LargestCurve, _snapshot.Metrics.Length - _metrics);
        var batch = batches.Cut(_snapshot, new BatchCut(reset, _lastSeq, first, count, _metrics, curve));
        _lastSeq = batch.LastSeq;
        _metrics += curve;
        return batch;
    }

    /// <summary>Null for a Draft. While a run has not ended, no other can be newer, so the store is left alone.</summary>
    private async Task<RunSnapshot?> NewestAsync(CancellationToken cancellation)
    {
        var run = _snapshot is { Run: { State: RunState.Queued or RunState.Running or RunState.Paused } present }
            ? present
            : (await store.FindExperimentAsync(experimentId, cancellation))?.NewestRun;
        return run is null ? null : await feeds.ReadAsync(run.Id, cancellation);
    }

    private bool IsAnotherRun()
    {
        var highest = _snapshot is null || _snapshot.Subnets.IsEmpty ? 0 : _snapshot.Subnets[^1].Seq;
        return (_run is not null && _run != _snapshot?.Run.Number) || _lastSeq > highest;
    }
}
