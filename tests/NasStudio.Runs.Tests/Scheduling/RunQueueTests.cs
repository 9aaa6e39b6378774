using NasStudio.Runs.Experiments;
using NasStudio.Runs.Protocol;

namespace NasStudio.Runs.Tests.Scheduling;

public sealed class RunQueueTests : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TestStudio _studio = new();

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task StartAsync_Draft_LaunchesAWorkerWithOrderAndExperiment()
    {
        await _studio.StartAsync();
        var experiment = await _studio.ExperimentAsync();

        var run = await _studio.Scheduler.StartAsync(experiment.Id, None);
        var launch = await _studio.Launcher.NextAsync();

        Assert.Equal(RunState.Queued, run.State);
        Assert.Equal(Path.Combine(_studio.Options.Home, "runs", run.Id.ToString("N"), "e1"), launch.Order.Folder);
        var order = Path.Combine(launch.Order.Folder, RunFolder.Order);
        Assert.Equal(launch.Order, System.Text.Json.JsonSerializer.Deserialize<WorkOrder>(await File.ReadAllTextAsync(order, None), RunJson.Options));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(order) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        var written = ExperimentJson.Read(await File.ReadAllTextAsync(Path.Combine(launch.Order.Folder, RunFolder.Experiment), None));
        Assert.Equal(experiment.Name, written.Name);
        Assert.Equal(WorkerAccess.Granted, await _studio.Store.CheckWorkerAsync(run.Id, 1, WorkerToken.Hash(launch.Order.Token), None));
    }

    [Fact]
    public async Task StartAsync_ThreeExperiments_RunsOneAfterTheOther()
    {
        await _studio.StartAsync();
        var first = await StartedAsync();
        var second = await StartedAsync();

        var third = await StartedAsync();
        foreach (var run in new[] { first, second, third })
        {
            var launch = await _studio.Launcher.NextAsync();
            Assert.Equal(run.Id, launch.Order.Run);
            _studio.Queue.Wake();
            launch.End(1, "broken");
            await _studio.WhenAsync(run.Id, RunState.Failed);
        }

        Assert.Equal(1, _studio.Launcher.MostAtOnce);
    }

    [Fact]
    public async Task StartAsync_ParallelRuns_RunsThemTogether()
    {
        await using var studio = new TestStudio(parallelRuns: 2);
        await studio.StartAsync();
        await studio.Scheduler.StartAsync((await studio.ExperimentAsync()).Id, None);
        await studio.Scheduler.StartAsync((await studio.ExperimentAsync()).Id, None);

        var first = await studio.Launcher.NextAsync();
        var second = await studio.Launcher.NextAsync();

        Assert.NotEqual(first.Order.Run, second.Order.Run);
    }

    [Fact]
    public async Task PauseAsync_Running_IsPausedWhenItsWorkerHasLeftAndGoesOnInAFurtherLaunch()
    {
        await _studio.StartAsync();
        var run = await StartedAsync();
        var first = await _studio.Launcher.NextAsync();

        await _studio.Scheduler.PauseAsync(run.ExperimentId, None);
        Assert.Equal(RunState.Running, (await _studio.Store.FindRunAsync(run.Id, None))!.State);
        first.End(WorkerExit.TryAgain);
        Assert.Null((await _studio.WhenAsync(run.Id, RunState.Paused)).Ended);

        var resumed = await _studio.Scheduler.ResumeAsync(run.ExperimentId, None);
        var second = await _studio.Launcher.NextAsync();

        Assert.Equal(run.Id, resumed!.Id);
        Assert.Equal((run.Id, 2), (second.Order.Run, second.Order.Launch));
        Assert.Equal(Path.Combine(Path.GetDirectoryName(first.Order.Folder)!, "e2"), second.Order.Folder);
        Assert.Equal(WorkerAccess.Fenced, await _studio.Store.CheckWorkerAsync(run.Id, 1, WorkerToken.Hash(first.Order.Token), None));
    }

    [Fact]
    public async Task PauseAsync_WorkerUsesUpItsGrace_IsPausedAllTheSame()
    {
        await _studio.StartAsync();
        var run = await StartedAsync();
        await _studio.Launcher.NextAsync();

        await _studio.Scheduler.PauseAsync(run.ExperimentId, None);
        _studio.Time.Advance(_studio.Options.StopGrace);

        await _studio.WhenAsync(run.Id, RunState.Paused);
    }

    [Fact]
    public async Task PauseAsync_WorkerFailsMeanwhile_IsFailed()
    {
        await _studio.StartAsync();
        var run = await StartedAsync();
        var launch = await _studio.Launcher.NextAsync();

        await _studio.Scheduler.PauseAsync(run.ExperimentId, None);
        launch.End(WorkerExit.Failed, "The loss is NaN.");

        Assert.Equal("The loss is NaN.", (await _studio.WhenAsync(run.Id, RunState.Failed)).Error);
    }

    [Fact]
    public async Task PauseAsync_Queued_WaitsUntilItIsStartedOrCanceled()
    {
        var run = await StartedAsync();
        Assert.Equal(RunState.Paused, (await _studio.Scheduler.PauseAsync(run.ExperimentId, None))!.State);

        var started = await _studio.Scheduler.StartAsync(run.ExperimentId, None);
        Assert.Equal((run.Id, RunState.Queued), (started.Id, started.State));
        await _studio.Scheduler.PauseAsync(run.ExperimentId, None);
        Assert.Equal(RunState.Canceled, (await _studio.Scheduler.CancelAsync(run.ExperimentId, None))!.State);
        Assert.Equal(RunState.Canceled, (await _studio.Scheduler.ResumeAsync(run.ExperimentId, None))!.State);
    }

    [Fact]
    public async Task ResumeAsync_Interrupted_GoesOnInAFurtherLaunch()
    {
        await _studio.StartAsync();
        var run = await StartedAsync();
        (await _studio.Launcher.NextAsync()).End(WorkerExit.TryAgain);
        await _studio.WhenAsync(run.Id, RunState.Interrupted);

        var resumed = await _studio.Scheduler.ResumeAsync(run.ExperimentId, None);

        Assert.Null(resumed!.Error);
        Assert.Equal(2, (await _studio.Launcher.NextAsync()).Order.Launch);
    }

    [Theory]
    [InlineData(0, null, false, RunState.Failed, "ended without a result")]
    [InlineData(1, "Cannot open mnist.", false, RunState.Failed, "Cannot open mnist.")]
    [InlineData(139, null, false, RunState.Failed, "exit code 139")]
    [InlineData(75, null, false, RunState.Interrupted, "stopped from outside")]
    [InlineData(137, null, true, RunState.Failed, "out of memory")]
    [InlineData(137, null, false, RunState.Failed, "was killed")]
    public async Task WorkerEnds_WithoutAnEndEvent_IsJudgedByItsExitCode(int exitCode, string? lastError, bool outOfMemory, RunState state, string sentence)
    {
        await _studio.StartAsync();
        var run = await StartedAsync();

        (await _studio.Launcher.NextAsync()).End(exitCode, lastError, outOfMemory);

        Assert.Contains(sentence, (await _studio.WhenAsync(run.Id, state)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WorkerEnds_AfterItsEndEvent_StaysCompleted()
    {
        await _studio.StartAsync();
        var run = await StartedAsync();
        var launch = await _studio.Launcher.NextAsync();
        await _studio.Ingest.AcceptAsync(run.Id, launch.Order.Token, new EventBatch(1, Examples.Numbered(1, new EndEvent(null))), None);
        launch.End(0);
        var next = await StartedAsync();
        await _studio.Launcher.NextAsync();

        Assert.NotEqual(run.Id, next.Id);
        Assert.Equal(RunState.Completed, (await _studio.Store.FindRunAsync(run.Id, None))!.State);
    }

    [Fact]
    public async Task StartAsync_Completed_NeedsAgain()
    {
        var run = await _studio.LaunchedRunAsync();
        await _studio.Store.EndRunAsync(run.Id, 1, RunState.Completed, null, None);

        Assert.Equal(run.Id, (await _studio.Scheduler.StartAsync(run.ExperimentId, None)).Id);
        Assert.Equal(2, (await _studio.Scheduler.StartAsync(run.ExperimentId, again: true, None)).Number);
    }

    [Fact]
    public async Task StartAsync_Failed_QueuesANewRun()
    {
        var run = await _studio.LaunchedRunAsync();
        await _studio.Store.EndRunAsync(run.Id, 1, RunState.Failed, "broken", None);

        Assert.Equal((RunState.Queued, 2), await StateAndNumberAsync(_studio.Scheduler.StartAsync(run.ExperimentId, None)));
        Assert.Equal((RunState.Queued, 2), await StateAndNumberAsync(_studio.Scheduler.StartAsync(run.ExperimentId, None)));
    }

    [Fact]
    public async Task StartAsync_UnknownExperiment_Throws() =>
        await Assert.ThrowsAsync<KeyNotFoundException>(() => _studio.Scheduler.StartAsync(Guid.Empty, None));

    [Fact]
    public async Task CancelAsync_Queued_EndsItAtOnce()
    {
        var experiment = await _studio.ExperimentAsync();
        Assert.Null(await _studio.Scheduler.CancelAsync(experiment.Id, None));
        await _studio.Scheduler.StartAsync(experiment.Id, None);

        Assert.Equal(RunState.Canceled, (await _studio.Scheduler.CancelAsync(experiment.Id, None))!.State);
        Assert.Equal(RunState.Canceled, (await _studio.Scheduler.CancelAsync(experiment.Id, None))!.State);
    }

    [Fact]
    public async Task CancelAsync_Running_WishesAStopThenKills()
    {
        await _studio.StartAsync();
        var run = await StartedAsync();
        var launch = await _studio.Launcher.NextAsync();
        Assert.Equal(RunWish.Continue, await WishAsync(run, launch));

        await _studio.Scheduler.CancelAsync(run.ExperimentId, None);
        Assert.Equal(RunWish.Stop, await WishAsync(run, launch));
        Assert.False(launch.Kill.IsCancellationRequested);
        _studio.Time.Advance(_studio.Options.StopGrace);

        Assert.True(launch.Kill.IsCancellationRequested);
        Assert.Null((await _studio.WhenAsync(run.Id, RunState.Canceled)).Error);
    }

    [Fact]
    public async Task CancelAsync_WorkerThatObeys_IsNotKilled()
    {
        await _studio.StartAsync();
        var run = await StartedAsync();
        var launch = await _studio.Launcher.NextAsync();

        await _studio.Scheduler.CancelAsync(run.ExperimentId, None);
        launch.End(WorkerExit.TryAgain);

        await _studio.WhenAsync(run.Id, RunState.Canceled);
        Assert.False(launch.Kill.IsCancellationRequested);
    }

    [Fact]
    public async Task StoppingAsync_RunningWorker_IsAskedAndInterrupted()
    {
        await _studio.StartAsync();
        var run = await StartedAsync();
        var queued = await StartedAsync();
        var launch = await _studio.Launcher.NextAsync();
        await _studio.Store.AppendAsync(run.Id, 1, Examples.Numbered(1, Examples.Progress(0.42)), None);

        var stopping = _studio.Queue.StoppingAsync(None);
        Assert.Equal(RunWish.Stop, await WishAsync(run, launch));
        launch.End(WorkerExit.TryAgain);
        await stopping.Soon();

        var ended = await _studio.Store.FindRunAsync(run.Id, None);
        Assert.Equal(RunState.Interrupted, ended!.State);
        Assert.Contains("while this run was at 42 %", ended.Error, StringComparison.Ordinal);
        Assert.Equal(RunState.Queued, (await _studio.Store.FindRunAsync(queued.Id, None))!.State);
    }

    [Fact]
    public async Task StoppingAsync_WorkerThatDoesNotObey_IsKilledAndInterrupted()
    {
        await _studio.StartAsync();
        var run = await StartedAsync();
        await _studio.Launcher.NextAsync();

        var stopping = _studio.Queue.StoppingAsync(None);
        _studio.Time.Advance(_studio.Options.StopGrace);
        await stopping.Soon();

        Assert.Equal(RunState.Interrupted, (await _studio.Store.FindRunAsync(run.Id, None))!.State);
    }

    private async Task<RunRow> StartedAsync() => await _studio.Scheduler.StartAsync((await _studio.ExperimentAsync()).Id, None);

    private static async Task<(RunState State, int Number)> StateAndNumberAsync(Task<RunRow> run) => ((await run).State, (await run).Number);

    private async Task<RunWish?> WishAsync(RunRow run, NotedLaunch launch) =>
        (await _studio.Ingest.AcceptAsync(run.Id, launch.Order.Token, new EventBatch(launch.Order.Launch, []), None)).Receipt?.Wish;
}
