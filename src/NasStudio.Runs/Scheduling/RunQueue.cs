using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NasStudio.Runs.Experiments;

namespace NasStudio.Runs.Scheduling;

/// <summary>
/// Starts queued runs in their order, as many at a time as the options allow. When the server comes up, runs that a dead
/// server left Running become Interrupted; when it goes down, workers are asked to stop while it still listens.
/// </summary>
internal sealed class RunQueue(
    IRunStore store,
    RunLaunch launch,
    ActiveRuns active,
    StudioOptions options,
    TimeProvider time,
    ILogger<RunQueue> logger) : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _work = new(1, 1);
    private volatile bool _closing;

    /// <summary>Says that the queue may have changed.</summary>
    public void Wake()
    {
        lock (_work)
        {
            if (_work.CurrentCount == 0)
            {
                _work.Release();
            }
        }
    }

    /// <summary>Before the server listens, so that no page ever says Running of what does not run.</summary>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var run in await store.ListRunsAsync(RunState.Running, cancellationToken))
        {
            // Its worker may live on for a moment; it is refused from now on, because the run has ended.
            var verdict = RunVerdict.Interrupted(run);
            await store.EndRunAsync(run.Id, run.Launch, verdict.State, verdict.Error, cancellationToken);
        }
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Before the server stops listening, so that workers hear that they shall stop.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _closing = true;
        foreach (var run in active.All)
        {
            run.RequestStop(StopReason.Shutdown);
        }

        await Task.WhenAll(active.All.Select(run => run.Ended)).WaitAsync(cancellationToken);
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await _work.WaitAsync(stoppingToken);
            try
            {
                await FillAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(error, "The queue could not be read; trying again");
                await Task.Delay(RetryPause, time, stoppingToken);
                Wake();
            }
        }
    }

    private async Task FillAsync(CancellationToken cancellation)
    {
        foreach (var run in await store.ListRunsAsync(RunState.Queued, cancellation))
        {
            if (_closing || active.Count >= options.ParallelRuns)
            {
                return;
            }

            var started = new ActiveRun(run.Id, time, options.StopGrace);
            if (active.Add(started))
            {
                _ = LaunchAsync(run, started);
            }
        }
    }

    private async Task LaunchAsync(RunRow run, ActiveRun started)
    {
        try
        {
            await Task.Yield();
            if (!_closing)
            {
                await launch.RunAsync(run, started);
            }
        }
        catch (Exception error)
        {
            // It is still Queued: the store did not take the launch, or the server listens nowhere.
            logger.LogError(error, "Run {Run} could not be launched; trying again", run.Id);
            await Task.Delay(RetryPause, time, CancellationToken.None);
        }
        finally
        {
            active.Remove(started);
            Wake();
        }
    }
}
