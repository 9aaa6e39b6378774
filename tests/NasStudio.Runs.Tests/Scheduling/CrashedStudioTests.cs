using NasStudio.Runs.Experiments;
using NasStudio.Runs.Protocol;

namespace NasStudio.Runs.Tests.Scheduling;

public sealed class CrashedStudioTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task StartingAsync_AfterACrash_InterruptsWhatRanAndStartsWhatWaited()
    {
        var home = Directory.CreateTempSubdirectory("nasstudio-crash-");
        RunRow running;
        RunRow waiting;
        await using (var crashed = new TestStudio(home.FullName))
        {
            running = await crashed.LaunchedRunAsync();
            await crashed.Store.AppendAsync(running.Id, 1, Examples.Numbered(1, Examples.Progress(0.3)), None);
            waiting = await crashed.Scheduler.StartAsync((await crashed.ExperimentAsync()).Id, None);
        }

        await using (var restarted = new TestStudio(home.FullName))
        {
            await restarted.StartAsync();

            var ended = await restarted.Store.FindRunAsync(running.Id, None);
            Assert.Equal(RunState.Interrupted, ended!.State);
            Assert.Contains("at 30 %", ended.Error, StringComparison.Ordinal);
            Assert.Equal(WorkerAccess.Fenced, (await restarted.Ingest.AcceptAsync(running.Id, "token", new EventBatch(1, []), None)).Access);
            Assert.Equal(waiting.Id, (await restarted.Launcher.NextAsync()).Order.Run);
        }

        home.Delete(recursive: true);
    }
}
