using Microsoft.Extensions.Logging;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Launching;
using NasStudio.Runs.Protocol;

namespace NasStudio.Runs.Scheduling;

/// <summary>One launch of one run, from the decision in the store to the worker's end.</summary>
internal sealed class RunLaunch(IRunStore store, IRunLauncher launcher, StudioOptions options, ServerAddress server, TimeProvider time, ILogger<RunLaunch> logger)
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    /// <summary>Completes when the run has ended or is no longer Queued.</summary>
    public async Task RunAsync(RunRow queued, ActiveRun active)
    {
        var token = WorkerToken.Create();
        var folder = options.LaunchFolder(queued.Id, queued.Launch + 1);
        var address = await server(active.Kill);
        if (await store.BeginLaunchAsync(queued.Id, folder, WorkerToken.Hash(token), CancellationToken.None) is { } run)
        {
            var order = new WorkOrder(run.Id, run.Launch, address, token, folder, options.Home, options.Data);
            await EndAsync(run, await WorkAsync(run, order, active));
        }
    }

    /// <summary>The verdict counts only where the worker did not report an end of its own.</summary>
    private async Task<RunVerdict> WorkAsync(RunRow run, WorkOrder order, ActiveRun active)
    {
        try
        {
            var experiment = await store.FindExperimentAsync(run.ExperimentId, active.Kill)
                ?? throw new KeyNotFoundException($"The experiment {run.ExperimentId} was deleted.");
            LaunchFolder.Write(order, experiment.Document);
            await WarmStartFile.WriteAsync(store, experiment.Document, order.Folder, active.Kill);
            var end = await launcher.RunAsync(order, active.Kill);
            var current = await store.FindRunAsync(run.Id, CancellationToken.None);
            return RunVerdict.Of(end, active.StopReason, current ?? run);
        }
        catch (Exception) when (active.StopReason is not StopReason.None)
        {
            return RunVerdict.Of(new WorkerEnd(WorkerExit.TryAgain, null), active.StopReason, run);
        }
        catch (Exception error)
        {
            logger.LogError(error, "Run {Run} could not be launched", run.Id);
            return new RunVerdict(RunState.Failed, $"The worker could not be started: {error.Message}");
        }
    }

    /// <summary>Tries until the store takes it (its disk may be full): nothing may say Running that does not run.</summary>
    private async Task EndAsync(RunRow run, RunVerdict verdict)
    {
        while (true)
        {
            try
            {
                var ended = verdict.State is RunState.Paused
                    ? await store.PauseRunAsync(run.Id, run.Launch, CancellationToken.None)
                    : await store.EndRunAsync(run.Id, run.Launch, verdict.State, verdict.Error, CancellationToken.None);
                if (ended is not null)
                {
                    logger.LogInformation("Run {Run} is {State}: {Error}", run.Id, verdict.State, verdict.Error);
                }

                return;
            }
            catch (Exception error)
            {
                logger.LogError(error, "The end of run {Run} could not be stored; trying again", run.Id);
                await Task.Delay(RetryPause, time);
            }
        }
    }
}
