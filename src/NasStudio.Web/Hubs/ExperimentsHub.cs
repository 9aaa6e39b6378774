using Microsoft.AspNetCore.SignalR;
using NasStudio.Runs;
using NasStudio.Runs.Feeds;

namespace NasStudio.Web.Hubs;

/// <summary>
/// /hubs/experiments. A client streams Watch(id, 0); after a lost connection it streams WatchRun(id, run, lastSeq) with what
/// the last batch said, and ends with exactly the server's set of points.
/// </summary>
public sealed class ExperimentsHub(IRunStore store, IRunFeeds feeds, BatchCache batches, TimeProvider time) : Hub
{
    public const string Path = "/hubs/experiments";

    /// <summary>Streams the newest run of an experiment, and each later one, until the client stops.</summary>
    /// <param name="experimentId">As in the address of its page.</param>
    /// <param name="afterSeq">The last sequence number held of the newest run; 0 for everything.</param>
    /// <param name="cancellation">Set by the framework when the client stops.</param>
    /// <exception cref="HubException">There is no such experiment.</exception>
    public Task<IAsyncEnumerable<ExperimentBatch>> Watch(Guid experimentId, long afterSeq, CancellationToken cancellation) =>
        StreamAsync(experimentId, null, afterSeq, cancellation);

    /// <summary>Watch for a client that knows of which run it holds points: where that is no longer the newest, it is told to start anew.</summary>
    /// <inheritdoc cref="Watch"/>
    public Task<IAsyncEnumerable<ExperimentBatch>> WatchRun(Guid experimentId, int run, long afterSeq, CancellationToken cancellation) =>
        StreamAsync(experimentId, run, afterSeq, cancellation);

    private async Task<IAsyncEnumerable<ExperimentBatch>> StreamAsync(Guid experimentId, int? run, long afterSeq, CancellationToken cancellation) =>
        await store.FindExperimentAsync(experimentId, cancellation) is null
            ? throw new HubException($"There is no experiment {experimentId}.")
            : new ExperimentStream(store, feeds, batches, time, experimentId, run, afterSeq).ReadAsync(cancellation);
}
