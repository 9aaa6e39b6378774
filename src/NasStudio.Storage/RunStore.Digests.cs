using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Feeds;
using NasStudio.Storage.Entities;

namespace NasStudio.Storage;

/// <summary>Digests of runs, written in the transaction that writes their evaluations.</summary>
internal sealed partial class RunStore
{
    /// <summary>Of runs that report; by the run's key.</summary>
    private readonly ConcurrentDictionary<long, RunDigestTrack> _digests = new();

    /// <summary>Fills in what rows from before there were digests and search texts lack, each in a transaction of its own.</summary>
    public async Task CompleteOldRowsAsync(CancellationToken cancellation)
    {
        var experiments = await database.ReadAsync(context => context.Experiments.Where(row => row.SearchText == "").Select(row => row.Id).ToListAsync(cancellation), cancellation);
        foreach (var id in experiments)
        {
            await EditExperimentAsync(id, new ExperimentEdit(), cancellation);
        }

        var runs = await database.ReadAsync(
            context => context.Runs.Where(run => run.LastEvaluation > 0 && run.Hypervolume == null).Select(run => run.Id).ToListAsync(cancellation),
            cancellation);
        foreach (var id in runs)
        {
            await ChangeRunAsync(id, KeepDigestAsync, cancellation);
        }

        async Task<bool> KeepDigestAsync(StudioContext context, RunEntity run)
        {
            try
            {
                if ((await RebuiltAsync(context, run, cancellation)).Digest is { } digest)
                {
                    run.Keep(digest);
                    return true;
                }
            }
            catch (JsonException)
            {
                // Written by a version that is not understood any more: this run is listed without results.
            }

            return false;
        }
    }

    /// <summary>The track is taken out: it holds the batch, which may still fail to be committed. A missing one is built anew.</summary>
    private async Task<RunDigestTrack> DigestAsync(StudioContext context, RunEntity run, IReadOnlyList<EvaluationRow> added, CancellationToken cancellation)
    {
        var track = _digests.TryRemove(run.Key, out var held) && (held.Box is not null || run.Box is null) ? held : await RebuiltAsync(context, run, cancellation);
        foreach (var row in added)
        {
            track.Add(row.Evaluation);
        }

        if (track.Digest is { } digest)
        {
            run.Keep(digest);
        }

        return track;
    }

    private async Task<RunDigestTrack> RebuiltAsync(StudioContext context, RunEntity run, CancellationToken cancellation)
    {
        var track = new RunDigestTrack(Document(run.Experiment!), run.ToRow().Box);
        foreach (var stored in await context.Evaluations.AsNoTracking().Where(row => row.RunKey == run.Key).OrderBy(row => row.Seq).ToListAsync(cancellation))
        {
            track.Add(stored.ToRow().Evaluation);
        }

        return track;
    }
}
