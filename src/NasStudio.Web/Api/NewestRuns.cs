using System.Collections.Frozen;
using System.Collections.Immutable;
using NasStudio.Runs;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Feeds;

namespace NasStudio.Web.Api;

/// <summary>Looks up an experiment together with the snapshot of its newest run.</summary>
public sealed class NewestRuns(IRunStore store, IRunFeeds feeds)
{
    /// <summary>Null where there is no such experiment.</summary>
    public async Task<NewestRun?> FindAsync(Guid experimentId, CancellationToken cancellation)
    {
        if (await store.FindExperimentAsync(experimentId, cancellation) is not { } experiment)
        {
            return null;
        }

        var snapshot = experiment.NewestRun is { } run ? await feeds.ReadAsync(run.Id, cancellation) : null;
        return new NewestRun(experiment, snapshot);
    }
}

/// <param name="Snapshot">Null for a Draft.</param>
public sealed record NewestRun(ExperimentRow Experiment, RunSnapshot? Snapshot)
{
    public ImmutableArray<Subnet> Subnets => Snapshot?.Subnets ?? [];

    /// <summary>Indices into <see cref="Subnets"/>.</summary>
    public FrozenSet<int> Front { get; } = (Snapshot?.Front ?? []).ToFrozenSet();

    /// <summary>
    /// The evaluated subnet with this id, of several repeats that came upon it the first, on the front if any is; nothing
    /// outside that list is ever looked for, on disk or elsewhere.
    /// </summary>
    public (Subnet Subnet, bool OnFront)? Find(string subnetId)
    {
        Subnet? first = null;
        for (var index = 0; index < Subnets.Length; index++)
        {
            if (Subnets[index].Id == subnetId)
            {
                first ??= Subnets[index];
                if (Front.Contains(index))
                {
                    return (first, true);
                }
            }
        }

        return first is null ? null : (first, false);
    }

    /// <summary>What computes the same as a measured subnet is taken away as that one: the numbers are its.</summary>
    public Subnet Measured(Subnet subnet) => subnet.Search.DuplicateOf is { } first && Find(first) is { } measured ? measured.Subnet : subnet;
}
