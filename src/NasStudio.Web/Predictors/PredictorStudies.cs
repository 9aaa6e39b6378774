using NasStudio.Core.Decisions;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Api;
using NasStudio.Web.Tables;

namespace NasStudio.Web.Predictors;

/// <summary>
/// Predictor studies of runs, computed when somebody asks, one at a time on a thread of their own, so that neither a page nor a
/// search waits for them, and kept until the run has more evaluations. Lost with the studio, and computed again.
/// </summary>
public sealed class PredictorStudies(TableLibrary tables) : IDisposable
{
    /// <summary>Some 50 kB each.</summary>
    private const int Kept = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, Task<PredictorStudy>> _byRun = [];
    private readonly Queue<Guid> _order = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _ending = new();

    /// <summary>The newest study of a run, also of fewer evaluations than it has now; null where there is none yet.</summary>
    public PredictorStudy? Find(Guid run)
    {
        lock (_gate)
        {
            return _byRun.GetValueOrDefault(run) is { IsCompletedSuccessfully: true } known ? known.Result : null;
        }
    }

    /// <summary>Why a run cannot be studied; null where it can.</summary>
    public string? Obstacle(NewestRun newest) =>
        PredictorStudy.Distinct(newest.Subnets) is var distinct && distinct < PredictorStudy.FewestSamples
            ? $"Predictors are judged on {PredictorStudy.FewestSamples} distinct subnets or more; {distinct} {(distinct == 1 ? "is" : "are")} evaluated so far."
            : tables.DecisionsOf(newest.Experiment.Document) is null
                ? $"The table '{newest.Experiment.Document.SourceName}', which says what the decisions are, is gone; import it again under that name."
                : null;

    /// <summary>The study of a run as it stands now: the kept one, the one under way, or a new one.</summary>
    /// <param name="newest">Without an <see cref="Obstacle"/>.</param>
    /// <param name="cancellation">Ends the waiting, not the study: somebody else may wait for it, too.</param>
    public Task<PredictorStudy> ReadAsync(NewestRun newest, CancellationToken cancellation)
    {
        var run = newest.Snapshot!.Run.Id;
        lock (_gate)
        {
            var present = _byRun.GetValueOrDefault(run);
            if (present is null || present is { IsFaulted: true } or { IsCanceled: true } || (present.IsCompleted && present.Result.Evaluations != newest.Subnets.Length))
            {
                present = StudyAsync(newest.Snapshot, tables.DecisionsOf(newest.Experiment.Document)!, [.. newest.Experiment.Document.Search.Objectives]);
                Keep(run, present);
            }

            return present.WaitAsync(cancellation);
        }
    }

    public void Dispose()
    {
        _ending.Cancel();
        _ending.Dispose();
    }

    private async Task<PredictorStudy> StudyAsync(RunSnapshot snapshot, DecisionSpace space, string[] objectives)
    {
        var stop = _ending.Token;
        await _turn.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            return await Task.Factory.StartNew(
                () => PredictorStudy.Of(snapshot.Subnets, space, objectives, stop), stop, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Keep(Guid run, Task<PredictorStudy> study)
    {
        if (!_byRun.ContainsKey(run))
        {
            _order.Enqueue(run);
        }

        _byRun[run] = study;
        if (_order.Count > Kept)
        {
            _byRun.Remove(_order.Dequeue());
        }
    }
}
