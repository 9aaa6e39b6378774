using NasStudio.Runs;
using NasStudio.Runs.Experiments;

namespace NasStudio.Storage.Tests;

public sealed class RunStoreRunsTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task QueueRunAsync_WhileQueuedOrRunning_AnswersThePresentOne()
    {
        var running = await _store.LaunchedRunAsync();

        var again = await _store.Runs.QueueRunAsync(running.ExperimentId, None);

        Assert.Equal(running, again);
    }

    [Fact]
    public async Task BeginLaunchAsync_Twice_LaunchesOnce()
    {
        var run = await _store.LaunchedRunAsync();

        Assert.Equal((RunState.Running, 1, "/runs/e1"), (run.State, run.Launch, run.Folder));
        Assert.Equal(_store.Time.GetUtcNow(), run.Started);
        Assert.Null(await _store.Runs.BeginLaunchAsync(run.Id, "/runs/e2", "other", None));
    }

    [Fact]
    public async Task EndRunAsync_OlderLaunchOrEndedRun_ChangesNothing()
    {
        var run = await _store.LaunchedRunAsync();

        Assert.Null(await _store.Runs.EndRunAsync(run.Id, 0, RunState.Failed, "late", None));
        var ended = await _store.Runs.EndRunAsync(run.Id, 1, RunState.Failed, "broken", None);
        Assert.Null(await _store.Runs.EndRunAsync(run.Id, 1, RunState.Canceled, null, None));
        Assert.Equal((RunState.Failed, "broken"), (ended!.State, ended.Error));
    }

    [Fact]
    public async Task ListRunsAsync_Queued_KeepsTheOrderOfQueueing()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            var experiment = await _store.Runs.CreateExperimentAsync(Examples.Submitted, Examples.Document(), null, None);
            ids.Add((await _store.Runs.QueueRunAsync(experiment.Id, None)).Id);
        }

        _store.Reopen();

        Assert.Equal(ids, (await _store.Runs.ListRunsAsync(RunState.Queued, None)).Select(run => run.Id));
    }

    [Theory]
    [InlineData(1, "hash", WorkerAccess.Granted)]
    [InlineData(1, "other", WorkerAccess.Forbidden)]
    [InlineData(0, "hash", WorkerAccess.Fenced)]
    [InlineData(2, "hash", WorkerAccess.Forbidden)]
    public async Task CheckWorkerAsync_Running_ComparesLaunchAndToken(int launch, string token, WorkerAccess expected)
    {
        var run = await _store.LaunchedRunAsync();

        Assert.Equal(expected, await _store.Runs.CheckWorkerAsync(run.Id, launch, token, None));
    }

    [Fact]
    public async Task CheckWorkerAsync_EndedOrUnknown_RefusesTheWorker()
    {
        var run = await _store.LaunchedRunAsync();
        await _store.Runs.EndRunAsync(run.Id, 1, RunState.Canceled, null, None);

        Assert.Equal(WorkerAccess.Fenced, await _store.Runs.CheckWorkerAsync(run.Id, 1, "hash", None));
        Assert.Equal(WorkerAccess.Forbidden, await _store.Runs.CheckWorkerAsync(Guid.Empty, 1, "hash", None));
    }
}
