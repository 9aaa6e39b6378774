using Microsoft.AspNetCore.Http;
using NasStudio.Core.Randomness;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Protocol;

namespace NasStudio.Runs.Tests.Protocol;

public sealed class EventUplinkTests : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    private static readonly UplinkPace Quick = new()
    {
        Interval = TimeSpan.FromMilliseconds(1),
        Heartbeat = TimeSpan.FromMilliseconds(5),
        FirstRetry = TimeSpan.FromMilliseconds(1),
        LongestRetry = TimeSpan.FromMilliseconds(5),
        BatchSize = 7,
    };

    private readonly TestStudio _studio = new();

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task Report_FullBatchesWaiting_AreSentWithoutTheInterval()
    {
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reported = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await TestServer.StartAsync(_studio, async (call, next) =>
        {
            called.TrySetResult();
            await reported.Task;
            await next(call);
        });
        var run = await _studio.LaunchedRunAsync();
        await using var uplink = new EventUplink(Order(run, server.Address), TimeProvider.System, Quick with { Interval = TimeSpan.FromHours(1) });

        uplink.Report(Examples.Metric(0));
        await called.Task;
        for (var i = 1; i <= 10 * Quick.BatchSize; i++)
        {
            uplink.Report(Examples.Metric(i));
        }

        reported.SetResult();

        Assert.True(await uplink.FlushAsync(Long));
    }

    [Fact]
    public async Task Report_OverAConnectionThatIsCut_StoresEveryEventOnce()
    {
        var fate = new SeededRandom(3, "cuts");
        var cuts = 0;
        await using var server = await TestServer.StartAsync(_studio, async (call, next) =>
        {
            var choice = fate.NextInt(4);
            if (choice == 0)
            {
                // Before anything was stored.
                cuts++;
                call.Abort();
                return;
            }

            if (choice == 1)
            {
                // After the commit: the worker never learns of it.
                cuts++;
                call.Response.Body = Stream.Null;
                await next(call);
                call.Abort();
                return;
            }

            if (choice == 2)
            {
                call.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return;
            }

            await next(call);
        });
        var run = await _studio.LaunchedRunAsync();
        var order = Order(run, server.Address);

        await using (var uplink = new EventUplink(order, TimeProvider.System, Quick))
        {
            Parallel.For(0, 4, worker =>
            {
                for (var i = 0; i < 50; i++)
                {
                    uplink.Report(Examples.Metric((1000 * worker) + i));
                    uplink.Report(new LogEvent("info", $"{worker}/{i}"));
                }
            });
            Assert.True(await uplink.FlushAsync(Long));
        }

        Assert.True(cuts > 0);
        var stored = await _studio.Store.LoadRunAsync(run.Id, None);
        Assert.Equal(200, stored.Metrics.Select(metric => metric.Step).Distinct().Count());
        Assert.Equal(200, stored.Log.Select(line => line.Message).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal((200, 200), (stored.Metrics.Count, stored.Log.Count));
        Assert.Equal(Enumerable.Range(1, 400).Select(i => (long)i), EventJournal.Read(Path.Combine(order.Folder, RunFolder.Journal)).Select(entry => entry.Seq));
    }

    [Fact]
    public async Task FlushAsync_NoServer_AnswersFalseAndKeepsTheJournal()
    {
        var run = await _studio.LaunchedRunAsync();
        var order = Order(run, new Uri("http://127.0.0.1:9"));
        await using var uplink = new EventUplink(order, TimeProvider.System, Quick);
        Assert.True(await uplink.FlushAsync(TimeSpan.Zero));

        uplink.Report(Examples.Metric(1));

        Assert.False(await uplink.FlushAsync(TimeSpan.FromMilliseconds(20)));
        Assert.False(uplink.Fenced);
        Assert.Equal(1, Assert.Single(EventJournal.Read(Path.Combine(order.Folder, RunFolder.Journal))).Seq);
    }

    [Fact]
    public async Task Report_ServerThatComesLater_DeliversInOrder()
    {
        var up = false;
        await using var server = await TestServer.StartAsync(_studio, (call, next) =>
        {
            if (Volatile.Read(ref up))
            {
                return next(call);
            }

            call.Abort();
            return Task.CompletedTask;
        });
        var run = await _studio.LaunchedRunAsync();
        await using var uplink = new EventUplink(Order(run, server.Address), TimeProvider.System, Quick);
        for (var i = 1; i <= 30; i++)
        {
            uplink.Report(Examples.Metric(i));
        }

        Assert.False(await uplink.FlushAsync(TimeSpan.FromMilliseconds(20)));
        Volatile.Write(ref up, true);

        Assert.True(await uplink.FlushAsync(Long));
        Assert.Equal(Enumerable.Range(1, 30).Select(i => (long)i), (await _studio.Store.LoadRunAsync(run.Id, None)).Metrics.Select(metric => metric.Step));
    }

    [Fact]
    public async Task Stop_RunThatIsNotActive_FiresWithoutAnyEvent()
    {
        await using var server = await TestServer.StartAsync(_studio);
        var run = await _studio.LaunchedRunAsync();
        await using var uplink = new EventUplink(Order(run, server.Address), TimeProvider.System, Quick);

        await Task.Delay(Timeout.InfiniteTimeSpan, uplink.Stop).ContinueWith(_ => { }, None).Soon();

        Assert.Equal(RunWish.Stop, uplink.Wish);
        Assert.False(uplink.Fenced);
    }

    [Fact]
    public async Task Stop_EndedRun_FencesTheWorker()
    {
        await using var server = await TestServer.StartAsync(_studio);
        var run = await _studio.LaunchedRunAsync();
        await _studio.Store.EndRunAsync(run.Id, 1, RunState.Interrupted, "restarted", None);
        await using var uplink = new EventUplink(Order(run, server.Address), TimeProvider.System, Quick);
        uplink.Report(Examples.Metric(1));

        Assert.False(await uplink.FlushAsync(Long));

        Assert.True(uplink.Fenced);
        Assert.True(uplink.Stop.IsCancellationRequested);
        Assert.Empty((await _studio.Store.LoadRunAsync(run.Id, None)).Metrics);
    }

    [Fact]
    public async Task FlushAsync_AfterTheEndWhoseReceiptWasLost_AnswersTrue()
    {
        var calls = 0;
        await using var server = await TestServer.StartAsync(_studio, async (call, next) =>
        {
            if (Interlocked.Increment(ref calls) == 1)
            {
                call.Response.Body = Stream.Null;
                await next(call);
                call.Abort();
                return;
            }

            await next(call);
        });
        var run = await _studio.LaunchedRunAsync();
        await using var uplink = new EventUplink(Order(run, server.Address), TimeProvider.System, Quick with { Heartbeat = Long });

        uplink.Report(new EndEvent(null));

        Assert.True(await uplink.FlushAsync(Long));
        Assert.False(uplink.Fenced);
        Assert.Equal(RunState.Completed, (await _studio.Store.FindRunAsync(run.Id, None))!.State);
    }

    private WorkOrder Order(RunRow run, Uri server)
    {
        var folder = Directory.CreateDirectory(_studio.Options.LaunchFolder(run.Id, 1)).FullName;
        return new WorkOrder(run.Id, 1, server, "token", folder, _studio.Options.Home, null);
    }
}
