using Microsoft.Extensions.Hosting;

namespace NasStudio.Runs.Scheduling;

/// <summary>Deletes for good what users deleted some time ago and did not bring back; also what they deleted before a restart.</summary>
internal sealed class HiddenExperiments(IRunStore store, StudioOptions options, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            await store.DeleteHiddenExperimentsAsync(time.GetUtcNow() - options.UndoDelete, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
