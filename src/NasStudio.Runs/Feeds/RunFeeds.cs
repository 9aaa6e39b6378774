using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace NasStudio.Runs.Feeds;

/// <summary>The feeds of all runs, each loaded at its first use and from then on fed by the store's commits.</summary>
public sealed class RunFeeds : IRunFeeds, IDisposable
{
    private readonly IRunStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger<RunFeeds>? _logger;
    private readonly ConcurrentDictionary<Guid, RunChannel> _channels = new();
    private readonly ChangeSignal _all;

    public RunFeeds(IRunStore store, TimeProvider time, ILogger<RunFeeds>? logger = null)
    {
        _store = store;
        _time = time;
        _logger = logger;
        _all = Signal();
        _store.Committed += OnCommitted;
    }

    /// <exception cref="KeyNotFoundException">There is no such run.</exception>
    public async Task<RunSnapshot> ReadAsync(Guid runId, CancellationToken cancellation)
    {
        var channel = Channel(runId);
        return channel.Snapshot ?? await LoadAsync(channel, runId, cancellation);
    }

    public IDisposable Subscribe(Guid runId, Action changed) => Channel(runId).Signal.Subscribe(changed);

    public IDisposable SubscribeToAll(Action changed) => _all.Subscribe(changed);

    public void Dispose() => _store.Committed -= OnCommitted;

    private RunChannel Channel(Guid runId) => _channels.GetOrAdd(runId, static (_, feeds) => new RunChannel(feeds.Signal()), this);

    private ChangeSignal Signal() => new(_time, error => _logger?.LogWarning(error, "A subscriber failed on a change"));

    private async Task<RunSnapshot> LoadAsync(RunChannel channel, Guid runId, CancellationToken cancellation)
    {
        channel.BeginLoading();
        var stored = await _store.LoadRunAsync(runId, cancellation);
        var experiment = await _store.FindExperimentAsync(stored.Run.ExperimentId, cancellation)
            ?? throw new KeyNotFoundException($"The experiment of run {runId} was deleted.");
        return channel.Loaded(new RunFeed(stored, experiment.Document.Search.ObjectiveDefinitions()));
    }

    /// <summary>Called between two commits of the store: only memory is touched here.</summary>
    private void OnCommitted(StoreCommit commit)
    {
        if (commit.Run is { } run && _channels.TryGetValue(run.Id, out var channel))
        {
            channel.Apply(commit);
            channel.Signal.Raise();
        }

        foreach (var deleted in commit.DeletedRuns ?? [])
        {
            if (_channels.TryRemove(deleted, out var gone))
            {
                gone.Signal.Raise();
            }
        }

        _all.Raise();
    }
}
