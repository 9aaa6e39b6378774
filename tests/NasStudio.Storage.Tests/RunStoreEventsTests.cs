using NasStudio.Core.Experiments;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Protocol;

namespace NasStudio.Storage.Tests;

public sealed class RunStoreEventsTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task AppendAsync_EveryKindOfEvent_IsReadBackAfterARestart()
    {
        var run = await _store.LaunchedRunAsync();
        var box = new BoxEvent(0.1, new Dictionary<string, double> { ["latency"] = 2.2 }) { Seq = 4 };
        await _store.Runs.AppendAsync(
            run.Id,
            1,
            [Examples.Progress(1, 0.25), Examples.Metric(2, 10, 1.5), Examples.Evaluated(3, "a", 0.75, 1.25), box, new LogEvent("warning", "slow") { Seq = 5 }],
            None);
        _store.Reopen();

        var stored = await _store.Runs.LoadRunAsync(run.Id, None);

        Assert.Equal((0.25, RunStages.Train, 150), (stored.Run.Progress, stored.Run.Stage, stored.Run.EvaluationsPlanned));
        Assert.Equal((0.1, 2.2), (stored.Run.Box!.WorstAccuracy, stored.Run.Box.WorstCosts["latency"]));
        Assert.Equal([new MetricRow(1, 10, "loss", 1.5)], stored.Metrics);
        var evaluation = Assert.Single(stored.Evaluations);
        Assert.Equal((1, DateTimeOffset.UnixEpoch.AddSeconds(3)), (evaluation.Seq, evaluation.Time));
        Assert.Equal([0, 2, 1], evaluation.Evaluation.Choices);
        Assert.Equal(0.75, evaluation.Evaluation.Values["accuracy"]);
        Assert.Equal(Examples.Evaluation("a", 0.75, 1.25).Accuracy, evaluation.Evaluation.Accuracy);
        Assert.Equal(["slow"], stored.Log.Select(line => line.Message));
    }

    [Fact]
    public async Task AppendAsync_SameBatchTwice_ChangesNothing()
    {
        var run = await _store.LaunchedRunAsync();
        RunEvent[] batch = [Examples.Metric(1, 1, 2), Examples.Evaluated(2, "a"), new LogEvent("info", "hello") { Seq = 3 }];
        await _store.Runs.AppendAsync(run.Id, 1, batch, None);

        var again = await _store.Runs.AppendAsync(run.Id, 1, batch, None);

        Assert.Equal(3, again.Acknowledged);
        Assert.Empty(again.Metrics);
        Assert.Empty(again.Evaluations);
        Assert.Empty(again.Log);
        var stored = await _store.Runs.LoadRunAsync(run.Id, None);
        Assert.Equal((1, 1, 1), (stored.Metrics.Count, stored.Evaluations.Count, stored.Log.Count));
    }

    [Fact]
    public async Task AppendAsync_SameSubnetOfAnotherRepeat_IsAnotherRow()
    {
        var run = await _store.LaunchedRunAsync();
        EvaluationEvent Repeat(long seq, int repeat) => new(Examples.Evaluation("a", 0.5, 1) with { Repeat = repeat }) { Seq = seq };

        await _store.Runs.AppendAsync(run.Id, 1, [Repeat(1, 1), Repeat(2, 2), Repeat(3, 2)], None);
        _store.Reopen();

        Assert.Equal([1, 2], (await _store.Runs.LoadRunAsync(run.Id, None)).Evaluations.Select(row => row.Evaluation.Repeat));
    }

    [Fact]
    public async Task AppendAsync_OverlappingBatch_StoresOnlyTheRest()
    {
        var run = await _store.LaunchedRunAsync();
        await _store.Runs.AppendAsync(run.Id, 1, [Examples.Metric(1, 1, 1), Examples.Metric(2, 2, 2)], None);

        var appended = await _store.Runs.AppendAsync(run.Id, 1, [Examples.Metric(2, 2, 2), Examples.Metric(3, 3, 3)], None);

        Assert.Equal(3, appended.Acknowledged);
        Assert.Equal([3L], appended.Metrics.Select(metric => metric.Step));
    }

    [Fact]
    public async Task AppendAsync_Gap_IsNotStoredAndNotAcknowledged()
    {
        var run = await _store.LaunchedRunAsync();

        var appended = await _store.Runs.AppendAsync(run.Id, 1, [Examples.Metric(1, 1, 1), Examples.Metric(3, 3, 3)], None);

        Assert.Equal(1, appended.Acknowledged);
        Assert.Single((await _store.Runs.LoadRunAsync(run.Id, None)).Metrics);
    }

    [Fact]
    public async Task AppendAsync_SameNaturalKeyAgain_KeepsTheFirstValue()
    {
        var run = await _store.LaunchedRunAsync();
        await _store.Runs.AppendAsync(run.Id, 1, [Examples.Metric(1, 7, 1.0), Examples.Evaluated(2, "a", 0.5)], None);

        await _store.Runs.AppendAsync(
            run.Id,
            1,
            [Examples.Metric(3, 7, 9.0), Examples.Evaluated(4, "a", 0.9), Examples.Evaluated(5, "a", 0.4, fidelity: Fidelity.Final), Examples.Evaluated(6, "b")],
            None);

        var stored = await _store.Runs.LoadRunAsync(run.Id, None);
        Assert.Equal(1.0, Assert.Single(stored.Metrics).Value);
        Assert.Equal(
            [(1L, "a", Fidelity.Search, 0.5), (2L, "a", Fidelity.Final, 0.4), (3L, "b", Fidelity.Search, 0.5)],
            stored.Evaluations.Select(row => (row.Seq, row.Evaluation.SubnetId, row.Evaluation.Fidelity, row.Evaluation.Values["accuracy"])));
    }

    [Fact]
    public async Task AppendAsync_OlderLaunchOrEndedRun_StoresNothing()
    {
        var run = await _store.LaunchedRunAsync();

        await _store.Runs.AppendAsync(run.Id, 0, [Examples.Metric(1, 1, 1)], None);
        await _store.Runs.EndRunAsync(run.Id, 1, RunState.Canceled, null, None);
        await _store.Runs.AppendAsync(run.Id, 1, [Examples.Metric(1, 1, 1)], None);

        Assert.Empty((await _store.Runs.LoadRunAsync(run.Id, None)).Metrics);
    }

    [Theory]
    [InlineData(null, RunState.Completed, 1.0)]
    [InlineData("no more images", RunState.Failed, 0.5)]
    public async Task AppendAsync_EndEvent_EndsTheRun(string? error, RunState state, double progress)
    {
        var run = await _store.LaunchedRunAsync();

        var appended = await _store.Runs.AppendAsync(run.Id, 1, [Examples.Progress(1, 0.5), new EndEvent(error) { Seq = 2 }], None);

        Assert.Equal((state, error, progress), (appended.Run.State, appended.Run.Error, appended.Run.Progress));
        Assert.Equal(_store.Time.GetUtcNow(), appended.Run.Ended);
        Assert.Null(appended.Run.EtaHighSeconds);
    }

    [Fact]
    public async Task AppendAsync_Progress_NeverFalls()
    {
        var run = await _store.LaunchedRunAsync();

        var appended = await _store.Runs.AppendAsync(run.Id, 1, [Examples.Progress(1, 0.5), Examples.Progress(2, 0.25, RunStages.Search), Examples.Progress(3, double.NaN)], None);

        Assert.Equal((0.5, RunStages.Train), (appended.Run.Progress, appended.Run.Stage));
    }

    [Fact]
    public async Task AppendAsync_SecondBox_KeepsTheFirst()
    {
        var run = await _store.LaunchedRunAsync();

        var appended = await _store.Runs.AppendAsync(
            run.Id, 1, [new BoxEvent(0.1, new Dictionary<string, double>()) { Seq = 1 }, new BoxEvent(0.2, new Dictionary<string, double>()) { Seq = 2 }], None);

        Assert.Equal(0.1, appended.Run.Box!.WorstAccuracy);
    }

    [Fact]
    public async Task AppendAsync_LossThatIsNoNumber_IsKeptAsSuch()
    {
        var run = await _store.LaunchedRunAsync();

        await _store.Runs.AppendAsync(run.Id, 1, [Examples.Metric(1, 1, double.NaN), Examples.Metric(2, 2, double.PositiveInfinity)], None);

        var stored = await _store.Runs.LoadRunAsync(run.Id, None);
        Assert.Equal([double.NaN, double.PositiveInfinity], stored.Metrics.Select(metric => metric.Value));
    }

    [Fact]
    public async Task LoadRunAsync_LongLog_AnswersTheNewestThousandLines()
    {
        var run = await _store.LaunchedRunAsync();
        await _store.Runs.AppendAsync(run.Id, 1, [.. Enumerable.Range(1, 1001).Select(i => new LogEvent("info", $"line {i}") { Seq = i })], None);

        var stored = await _store.Runs.LoadRunAsync(run.Id, None);

        Assert.Equal(1000, stored.Log.Count);
        Assert.Equal(["line 2", "line 1001"], [stored.Log[0].Message, stored.Log[^1].Message]);
    }

    [Fact]
    public async Task ReadLogAsync_BeforeALine_AnswersThoseJustBeforeItOldestFirst()
    {
        var run = await _store.LaunchedRunAsync();
        await _store.Runs.AppendAsync(run.Id, 1, [.. Enumerable.Range(1, 10).Select(i => new LogEvent("info", $"line {i}") { Seq = i })], None);
        var last = (await _store.Runs.LoadRunAsync(run.Id, None)).Log[^1];

        var before = await _store.Runs.ReadLogAsync(run.Id, last.Seq, 3, None);
        var first = await _store.Runs.ReadLogAsync(run.Id, before[0].Seq, 100, None);

        Assert.Equal(["line 7", "line 8", "line 9"], before.Select(line => line.Message));
        Assert.Equal(["line 1", "line 2", "line 3", "line 4", "line 5", "line 6"], first.Select(line => line.Message));
        Assert.Empty(await _store.Runs.ReadLogAsync(Guid.Parse("01a209c6-1701-746f-a212-50fcdedcb07e"), long.MaxValue, 10, None));
    }

    [Fact]
    public async Task AppendAsync_FromEightThreads_LosesNothing()
    {
        var runs = new List<RunRow>();
        for (var i = 0; i < 8; i++)
        {
            runs.Add(await _store.LaunchedRunAsync());
        }

        await Parallel.ForEachAsync(runs, None, async (run, cancellation) =>
        {
            for (var i = 1; i <= 25; i++)
            {
                await _store.Runs.AppendAsync(run.Id, 1, [Examples.Metric(i, i, i)], cancellation);
            }
        });

        foreach (var run in runs)
        {
            Assert.Equal(Enumerable.Range(1, 25).Select(i => (long)i), (await _store.Runs.LoadRunAsync(run.Id, None)).Metrics.Select(metric => metric.Step));
        }
    }
}
