using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NasStudio.Runs;
using NasStudio.Runs.Experiments;

namespace NasStudio.Web.Experiments;

/// <summary>
/// The built-in experiment: generated images, no download, under three minutes on two cores. Queued at the start of the
/// studio where --quickstart was given; a home that already has it gets a new run of it.
/// </summary>
public sealed class QuickstartExperiment(IRunStore store, RunScheduler queue, ExperimentSubmission submission, ILogger<QuickstartExperiment> log)
{
    public const string Name = "quickstart";

    /// <summary>The document, as it would be posted.</summary>
    public static string Json
    {
        get
        {
            using var stream = typeof(QuickstartExperiment).Assembly.GetManifestResourceStream("quickstart.json")!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }

    public async Task<ExperimentRow> QueueAsync(CancellationToken cancellation)
    {
        var present = (await store.ListExperimentsAsync(cancellation)).FirstOrDefault(experiment => experiment.Name == Name && experiment.Json == Json);
        var experiment = present ?? await submission.SubmitAsync(Json, idempotencyKey: null, start: false, cancellation);
        var run = await queue.StartAsync(experiment.Id, again: true, cancellation);
        log.LogInformation("Queued run {Number} of the experiment '{Name}' ({Id}).", run.Number, Name, experiment.Id);
        return experiment with { NewestRun = run };
    }
}

/// <summary>Queues the quickstart as soon as the studio listens, so that its worker finds the server.</summary>
public sealed class QuickstartAtStart(QuickstartExperiment quickstart, IHostApplicationLifetime lifetime, ILogger<QuickstartAtStart> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        try
        {
            await quickstart.QueueAsync(stoppingToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogError(error, "The quickstart could not be queued; the studio goes on without it.");
        }
    }
}
