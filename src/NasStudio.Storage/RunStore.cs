using System.Collections.Concurrent;
using NasStudio.Core.Experiments;
using NasStudio.Runs;
using NasStudio.Storage.Entities;

namespace NasStudio.Storage;

/// <summary>Experiments, runs and what workers reported, in SQLite. One file a subject.</summary>
internal sealed partial class RunStore(StudioDatabase database, TimeProvider time) : IRunStore
{
    private readonly ConcurrentDictionary<Guid, ExperimentDocument> _documents = new();

    public event Action<StoreCommit>? Committed;

    private void Raise(StoreCommit commit) => Committed?.Invoke(commit);

    /// <summary>A UUID of version 7: ascending in time.</summary>
    private Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());

    /// <summary>Marks a change of the run's row.</summary>
    private static RunEntity Touched(RunEntity run)
    {
        run.Version++;
        return run;
    }
}
