using Microsoft.EntityFrameworkCore;
using NasStudio.Runs;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Protocol;
using NasStudio.Storage.Entities;

namespace NasStudio.Storage;

internal sealed partial class RunStore
{
    public Task<RunRow> QueueRunAsync(Guid experimentId, CancellationToken cancellation) =>
        database.WriteAsync(
            async context =>
            {
                var experiment = await context.ShownExperiments.FirstOrDefaultAsync(row => row.Id == experimentId, cancellation)
                    ?? throw new KeyNotFoundException($"There is no experiment {experimentId}.");
                var newest = await context.Runs.Where(run => run.ExperimentKey == experiment.Key).OrderByDescending(run => run.Number).FirstOrDefaultAsync(cancellation);
                if (newest is { State: RunState.Queued or RunState.Running })
                {
                    return newest.ToRow(experimentId);
                }

                var added = Touched(new RunEntity
                {
                    Id = NewId(),
                    ExperimentKey = experiment.Key,
                    Number = (newest?.Number ?? 0) + 1,
                    State = RunState.Queued,
                    Queued = time.GetUtcNow(),
                });
                context.Runs.Add(added);
                return added.ToRow(experimentId);
            },
            run => Raise(new(run)),
            cancellation);

    public Task<RunRow?> FindRunAsync(Guid runId, CancellationToken cancellation) =>
        database.ReadAsync(async context => (await RunAsync(context, runId, cancellation))?.ToRow(), cancellation);

    public Task<IReadOnlyList<RunRow>> ListRunsAsync(RunState state, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<RunRow>>(
            async context =>
            {
                var runs = await context.Runs.Include(run => run.Experiment).Where(run => run.State == state).OrderBy(run => run.Key).ToListAsync(cancellation);
                return [.. runs.Select(run => run.ToRow())];
            },
            cancellation);

    public Task<RunRow?> BeginLaunchAsync(Guid runId, string folder, string tokenHash, CancellationToken cancellation) =>
        ChangeRunAsync(
            runId,
            run =>
            {
                if (run.State is not RunState.Queued)
                {
                    return false;
                }

                run.State = RunState.Running;
                run.Launch++;
                run.Folder = folder;
                run.TokenHash = tokenHash;
                run.LastEvent = 0;
                run.Started ??= time.GetUtcNow();
                return true;
            },
            cancellation);

    public Task<RunRow?> EndRunAsync(Guid runId, int launch, RunState state, string? error, CancellationToken cancellation)
    {
        if (!state.HasEnded())
        {
            throw new ArgumentException($"{state} is not an end state.", nameof(state));
        }

        return ChangeRunAsync(runId, run => run.Launch == launch && End(run, state, error), cancellation);
    }

    public Task<RunRow?> PauseRunAsync(Guid runId, int launch, CancellationToken cancellation) =>
        ChangeRunAsync(
            runId,
            run =>
            {
                if (run.Launch != launch || run.State is not (RunState.Queued or RunState.Running))
                {
                    return false;
                }

                run.State = RunState.Paused;
                run.EtaLowSeconds = run.EtaHighSeconds = null;
                return true;
            },
            cancellation);

    public Task<RunRow?> ResumeRunAsync(Guid runId, CancellationToken cancellation) =>
        ChangeRunAsync(
            runId,
            run =>
            {
                if (!run.State.CanResume())
                {
                    return false;
                }

                run.State = RunState.Queued;
                run.Error = null;
                run.Ended = null;
                return true;
            },
            cancellation);

    public Task<WorkerAccess> CheckWorkerAsync(Guid runId, int launch, string tokenHash, CancellationToken cancellation) =>
        database.ReadAsync(
            async context =>
            {
                var run = await context.Runs.FirstOrDefaultAsync(row => row.Id == runId, cancellation);
                return run is null ? WorkerAccess.Forbidden
                    : launch < run.Launch ? WorkerAccess.Fenced
                    : launch > run.Launch || !WorkerToken.Matches(tokenHash, run.TokenHash) ? WorkerAccess.Forbidden
                    : run.State is RunState.Running ? WorkerAccess.Granted
                    : WorkerAccess.Fenced;
            },
            cancellation);

    /// <summary>Applies a change that answers whether there was anything to change.</summary>
    private Task<RunRow?> ChangeRunAsync(Guid runId, Func<RunEntity, bool> change, CancellationToken cancellation) =>
        ChangeRunAsync(runId, (_, run) => Task.FromResult(change(run)), cancellation);

    private Task<RunRow?> ChangeRunAsync(Guid runId, Func<StudioContext, RunEntity, Task<bool>> change, CancellationToken cancellation) =>
        database.WriteAsync(
            async context => await RunAsync(context, runId, cancellation) is { } run && await change(context, run) ? Touched(run).ToRow() : null,
            run =>
            {
                if (run is not null)
                {
                    Raise(new(run));
                }
            },
            cancellation);

    private bool End(RunEntity run, RunState state, string? error)
    {
        if (run.State.HasEnded())
        {
            return false;
        }

        _digests.TryRemove(run.Key, out _);
        run.State = state;
        run.Error = error;
        run.Ended = time.GetUtcNow();
        run.EtaLowSeconds = run.EtaHighSeconds = null;
        return true;
    }

    private static Task<RunEntity?> RunAsync(StudioContext context, Guid runId, CancellationToken cancellation) =>
        context.Runs.Include(run => run.Experiment).FirstOrDefaultAsync(run => run.Id == runId, cancellation);
}
