using System.Collections.Concurrent;
using NasStudio.Runs.Protocol;

namespace NasStudio.Runs.Scheduling;

/// <summary>The runs that have a worker in this moment.</summary>
internal sealed class ActiveRuns
{
    private readonly ConcurrentDictionary<Guid, ActiveRun> _runs = new();

    public ICollection<ActiveRun> All => _runs.Values;

    public int Count => _runs.Count;

    public ActiveRun? Find(Guid run) => _runs.GetValueOrDefault(run);

    public bool Add(ActiveRun run) => _runs.TryAdd(run.Id, run);

    public void Remove(ActiveRun run)
    {
        _runs.TryRemove(run.Id, out _);
        run.Dispose();
    }

    /// <summary>What the receipt of the run's next batch says. A run nobody here started is not wanted.</summary>
    public RunWish WishFor(Guid run) => Find(run) is { StopReason: StopReason.None } ? RunWish.Continue : RunWish.Stop;
}
