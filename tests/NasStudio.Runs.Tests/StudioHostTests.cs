using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Feeds;
using NasStudio.Runs.Launching;
using NasStudio.Runs.Protocol;
using NasStudio.Storage;

namespace NasStudio.Runs.Tests;

/// <summary>
/// A whole server with a real worker process. The process is a script that waits for a file; the test reports in its name.
/// </summary>
public sealed class StudioHostTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("nasstudio-host-");
    private readonly TaskCompletionSource<WorkOrder> _launched = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication _app = null!;

    private IRunStore Store => _app.Services.GetRequiredService<IRunStore>();

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for the worker is a shell script.");
        var program = Path.Combine(_home.FullName, "worker.sh");
        await File.WriteAllTextAsync(program, "#!/bin/sh\nwhile [ ! -f \"$2/leave\" ]; do sleep 0.02; done\nexit $(cat \"$2/leave\")\n", None);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        _app = Build(program);
        await _app.StartAsync(None);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(None);
        await _app.DisposeAsync();
        _home.Delete(recursive: true);
    }

    [Fact]
    public async Task Run_WorkerThatReports_IsShownLiveAndCompletes()
    {
        var order = await LaunchedAsync();
        await using var uplink = new EventUplink(order, TimeProvider.System);
        uplink.Report(Examples.Box());
        uplink.Report(Examples.Evaluated("a", 0.5, 5));
        Assert.True(await uplink.FlushAsync(TimeSpan.FromMinutes(1)));
        Assert.Equal(RunWish.Continue, uplink.Wish);

        var live = await _app.Services.GetRequiredService<IRunFeeds>().ReadAsync(order.Run, None);
        Assert.Equal((RunState.Running, 0.25), (live.Run.State, live.CurrentHypervolume));
        uplink.Report(new EndEvent(null));
        Assert.True(await uplink.FlushAsync(TimeSpan.FromMinutes(1)));
        Leave(order, 0);

        Assert.Equal(RunState.Completed, (await Store.FindRunAsync(order.Run, None))!.State);
    }

    [Fact]
    public async Task StopAsync_WhileAWorkerRuns_LetsItStopItself()
    {
        var order = await LaunchedAsync();
        await using var uplink = new EventUplink(order, TimeProvider.System);
        await using var obeys = uplink.Stop.Register(() => Leave(order, WorkerExit.TryAgain));

        await _app.StopAsync(None);

        Assert.True(uplink.Stop.IsCancellationRequested);
        Assert.False(uplink.Fenced);
        var run = await Store.FindRunAsync(order.Run, None);
        Assert.Equal(RunState.Interrupted, run!.State);
        Assert.Contains("The studio stopped", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeleteExperimentAsync_EndedRun_RemovesItsFolderAndFeed()
    {
        var order = await LaunchedAsync();
        var feeds = _app.Services.GetRequiredService<IRunFeeds>();
        await feeds.ReadAsync(order.Run, None);
        var ended = new TaskCompletionSource<RunRow>(TaskCreationOptions.RunContinuationsAsynchronously);
        Store.Committed += commit =>
        {
            if (commit.Run is { } row && row.State.HasEnded())
            {
                ended.TrySetResult(row);
            }
        };
        Leave(order, 1);
        var run = await ended.Task.Soon();
        var runs = Path.GetDirectoryName(Path.GetDirectoryName(order.Folder))!;
        using var watcher = new FileSystemWatcher(runs) { EnableRaisingEvents = true };
        var removed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        watcher.Deleted += (_, _) => removed.TrySetResult();

        Assert.True(await Store.DeleteExperimentAsync(run.ExperimentId, None));

        await removed.Task.Soon();
        Assert.Empty(Directory.GetFileSystemEntries(runs));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => feeds.ReadAsync(order.Run, None));
    }

    [Fact]
    public async Task StartAsync_SecondServerOnTheSameHome_IsRefused()
    {
        await using var second = Build("/bin/true");

        await Assert.ThrowsAsync<HomeInUseException>(() => second.StartAsync(None));
    }

    private WebApplication Build(string workerPath)
    {
        var options = new StudioOptions { Home = _home.FullName, WorkerPath = workerPath, StopGrace = TimeSpan.FromSeconds(30) };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddNasStudioStorage(options.Database);
        builder.Services.AddNasStudioRuns(options);
        builder.Services.AddSingleton<IRunLauncher>(new ObservedLauncher(new LocalRunLauncher(options), _launched));
        var app = builder.Build();
        app.MapWorkerApi();
        return app;
    }

    private async Task<WorkOrder> LaunchedAsync()
    {
        var experiment = await Store.CreateExperimentAsync("{}", Examples.Document(), null, None);
        await _app.Services.GetRequiredService<RunScheduler>().StartAsync(experiment.Id, None);
        return await _launched.Task.Soon();
    }

    private static void Leave(WorkOrder order, int exitCode) =>
        File.WriteAllText(Path.Combine(order.Folder, "leave"), FormattableString.Invariant($"{exitCode}"));

    /// <summary>Tells the test what is launched.</summary>
    private sealed class ObservedLauncher(IRunLauncher launcher, TaskCompletionSource<WorkOrder> launched) : IRunLauncher
    {
        public Task<WorkerEnd> RunAsync(WorkOrder order, CancellationToken kill)
        {
            launched.TrySetResult(order);
            return launcher.RunAsync(order, kill);
        }
    }
}
