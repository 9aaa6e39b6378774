using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Feeds;
using NasStudio.Runs.Launching;
using NasStudio.Runs.Protocol;
using NasStudio.Runs.Scheduling;
using NasStudio.Storage;

namespace NasStudio.Runs.Tests;

/// <summary>Store, queue, feeds and ingest over a folder of their own, with a launcher that only notes what it should do.</summary>
internal sealed class TestStudio : IAsyncDisposable
{
    private readonly DirectoryInfo? _folder;
    private readonly ServiceProvider _services;

    public TestStudio(string? home = null, int parallelRuns = 1)
    {
        _folder = home is null ? Directory.CreateTempSubdirectory("nasstudio-runs-") : null;
        var options = new StudioOptions { Home = home ?? _folder!.FullName, ParallelRuns = parallelRuns };
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Time);
        services.AddNasStudioStorage(options.Database).AddNasStudioRuns(options);
        services.Replace(ServiceDescriptor.Singleton<IRunLauncher>(Launcher));
        services.Replace(ServiceDescriptor.Singleton<ServerAddress>(_ => Task.FromResult(new Uri("http://127.0.0.1:5080"))));
        _services = services.BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; } = new();

    public NotedLauncher Launcher { get; } = new();

    public StudioOptions Options => _services.GetRequiredService<StudioOptions>();

    public IRunStore Store => _services.GetRequiredService<IRunStore>();

    public RunScheduler Scheduler => _services.GetRequiredService<RunScheduler>();

    public RunQueue Queue => _services.GetRequiredService<RunQueue>();

    public RunFeeds Feeds => _services.GetRequiredService<RunFeeds>();

    public EventIngest Ingest => _services.GetRequiredService<EventIngest>();

    /// <summary>As the host does it at its start.</summary>
    public async Task StartAsync()
    {
        await Queue.StartingAsync(CancellationToken.None);
        await Queue.StartAsync(CancellationToken.None);
    }

    public async Task<ExperimentRow> ExperimentAsync(params string[] objectives) =>
        await Store.CreateExperimentAsync("{}", Examples.Document([.. objectives]), null, CancellationToken.None);

    /// <summary>A run that is Running without a worker, for tests of what comes after the launch.</summary>
    public async Task<RunRow> LaunchedRunAsync(params string[] objectives)
    {
        var experiment = await ExperimentAsync(objectives);
        var run = await Store.QueueRunAsync(experiment.Id, CancellationToken.None);
        return (await Store.BeginLaunchAsync(run.Id, "/runs/e1", WorkerToken.Hash("token"), CancellationToken.None))!;
    }

    /// <summary>Completes when the run is in the state.</summary>
    public async Task<RunRow> WhenAsync(Guid run, RunState state)
    {
        var reached = new TaskCompletionSource<RunRow>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(StoreCommit commit)
        {
            if (commit.Run is { } row && row.Id == run && row.State == state)
            {
                reached.TrySetResult(row);
            }
        }

        Store.Committed += Look;
        try
        {
            return await Store.FindRunAsync(run, CancellationToken.None) is { } row && row.State == state
                ? row
                : await reached.Task.Soon();
        }
        finally
        {
            Store.Committed -= Look;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Queue.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        _folder?.Delete(recursive: true);
    }
}
