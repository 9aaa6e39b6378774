using NasStudio.Runs.Experiments;
using NasStudio.Runs.Scheduling;

namespace NasStudio.Runs;

/// <summary>Starts, pauses, resumes and cancels runs: a queue, one run at a time by default.</summary>
public sealed class RunScheduler
{
    private readonly IRunStore _store;
    private readonly RunQueue _queue;
    private readonly ActiveRuns _active;

    internal RunScheduler(IRunStore store, RunQueue queue, ActiveRuns active)
    {
        _store = store;
        _queue = queue;
        _active = active;
    }

    /// <summary>
    /// Queues a run. Answers the present one where the newest is Queued, Running or Completed, so a second call changes nothing;
    /// a Paused one is resumed.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no such experiment.</exception>
    public Task<RunRow> StartAsync(Guid experimentId, CancellationToken cancellation) => StartAsync(experimentId, again: false, cancellation);

    /// <param name="again">Queues a new run also where the newest is Completed.</param>
    /// <inheritdoc cref="StartAsync(Guid, CancellationToken)"/>
    public async Task<RunRow> StartAsync(Guid experimentId, bool again, CancellationToken cancellation)
    {
        var newest = (await _store.FindExperimentAsync(experimentId, cancellation))?.NewestRun;
        if (newest is { State: RunState.Completed } && !again)
        {
            return newest;
        }

        if (newest is { State: RunState.Paused } && await ResumeAsync(experimentId, cancellation) is { } resumed)
        {
            return resumed;
        }

        var run = await _store.QueueRunAsync(experimentId, cancellation);
        _queue.Wake();
        return run;
    }

    /// <summary>
    /// Pauses the newest run where it is Queued or Running; answers it either way, null for a Draft. A running one stays Running
    /// until its worker has saved a checkpoint and ended, a few seconds at most.
    /// </summary>
    public async Task<RunRow?> PauseAsync(Guid experimentId, CancellationToken cancellation)
    {
        var run = (await _store.FindExperimentAsync(experimentId, cancellation))?.NewestRun;
        if (run is { State: RunState.Queued })
        {
            // Null where it was launched in the meantime.
            run = await _store.PauseRunAsync(run.Id, run.Launch, cancellation) ?? await _store.FindRunAsync(run.Id, cancellation);
        }

        if (run is { State: RunState.Running })
        {
            _active.Find(run.Id)?.RequestStop(StopReason.Paused);
        }

        return run;
    }

    /// <summary>
    /// Queues the newest run again where it is Paused or Interrupted: its next worker goes on from the last checkpoint. Answers
    /// the run either way, null for a Draft.
    /// </summary>
    public async Task<RunRow?> ResumeAsync(Guid experimentId, CancellationToken cancellation)
    {
        var run = (await _store.FindExperimentAsync(experimentId, cancellation))?.NewestRun;
        if (run is not null && run.State.CanResume())
        {
            run = await _store.ResumeRunAsync(run.Id, cancellation) ?? await _store.FindRunAsync(run.Id, cancellation);
            _queue.Wake();
        }

        return run;
    }

    /// <summary>
    /// Cancels the newest run where it is Queued, Paused or Running; answers it either way, null for a Draft. A running one stays
    /// Running until its worker has ended, a few seconds at most.
    /// </summary>
    public async Task<RunRow?> CancelAsync(Guid experimentId, CancellationToken cancellation)
    {
        var run = (await _store.FindExperimentAsync(experimentId, cancellation))?.NewestRun;
        if (run is { State: RunState.Queued or RunState.Paused })
        {
            // Null where it was launched in the meantime.
            run = await _store.EndRunAsync(run.Id, run.Launch, RunState.Canceled, null, cancellation)
                ?? await _store.FindRunAsync(run.Id, cancellation);
        }

        if (run is { State: RunState.Running })
        {
            _active.Find(run.Id)?.RequestStop(StopReason.Canceled);
        }

        return run;
    }
}
