using NasStudio.Core.Experiments;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Protocol;

namespace NasStudio.Runs.Tests.Feeds;

public sealed class RunFeedsTests : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TestStudio _studio = new();

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task ReadAsync_SubnetsInABox_AnswersFrontAndFraction()
    {
        var run = await _studio.LaunchedRunAsync("accuracy", "latency");
        await AppendAsync(run, 1, Examples.Box(), Examples.Evaluated("slow", 0.8, 8), Examples.Evaluated("fast", 0.5, 2), Examples.Evaluated("bad", 0.4, 4));

        var snapshot = await _studio.Feeds.ReadAsync(run.Id, None);

        // Beyond the points (0.5, 2 ms) and (0.8, 8 ms): 0.5 × 0.8 and 0.3 × 0.2 of a unit box.
        Assert.Equal([1, 0], snapshot.Front);
        Assert.Equal([0.16, 0.46, 0.46], snapshot.Hypervolume.Select(value => Math.Round(value, 12)));
        Assert.Equal(0.46, snapshot.CurrentHypervolume, 12);
        Assert.Equal("slow", snapshot.Best?.Id);
    }

    [Fact]
    public async Task ReadAsync_TwoCosts_MeasuresBothFromZero()
    {
        var run = await _studio.LaunchedRunAsync("latency", "macs");
        await AppendAsync(run, 1, Examples.Box(), Examples.Evaluated("a", 0.1, 5));

        Assert.Equal(0.25, (await _studio.Feeds.ReadAsync(run.Id, None)).CurrentHypervolume, 12);
    }

    [Fact]
    public async Task ReadAsync_RowThatTwoRepeatsFound_IsOnTheFrontOnce()
    {
        var run = await _studio.LaunchedRunAsync("accuracy", "latency");
        var first = Examples.Evaluated("row", 0.8, 8);
        await AppendAsync(
            run, 1, Examples.Box(), first with { Evaluation = first.Evaluation with { Repeat = 1 } }, first with { Evaluation = first.Evaluation with { Repeat = 2 } });

        var snapshot = await _studio.Feeds.ReadAsync(run.Id, None);

        Assert.Equal(2, snapshot.Subnets.Length);
        Assert.Equal([0], snapshot.Front);
    }

    [Fact]
    public async Task ReadAsync_InfeasibleSubnet_IsListedButNotOnTheFront()
    {
        var run = await _studio.LaunchedRunAsync();
        await AppendAsync(run, 1, Examples.Box(), Examples.Evaluated("too big", 0.9, 1, feasible: false));

        var snapshot = await _studio.Feeds.ReadAsync(run.Id, None);

        Assert.Single(snapshot.Subnets);
        Assert.Empty(snapshot.Front);
        Assert.Equal([0.0], snapshot.Hypervolume);
        Assert.Null(snapshot.Best);
    }

    [Fact]
    public async Task ReadAsync_BoxAfterTheSubnets_CountsThemAll()
    {
        var run = await _studio.LaunchedRunAsync();
        await AppendAsync(run, 1, Examples.Evaluated("a", 0.5, 5));
        Assert.Equal([0.0], (await _studio.Feeds.ReadAsync(run.Id, None)).Hypervolume);

        await AppendAsync(run, 2, Examples.Box());

        Assert.Equal([0.25], (await _studio.Feeds.ReadAsync(run.Id, None)).Hypervolume);
    }

    [Fact]
    public async Task ReadAsync_FedWhileLoaded_EqualsLoadedAfterwards()
    {
        var run = await _studio.LaunchedRunAsync();
        await _studio.Feeds.ReadAsync(run.Id, None);
        var random = new Core.Randomness.SeededRandom(7, "feeds");
        await AppendAsync(run, 1, Examples.Box());
        for (var i = 0; i < 60; i++)
        {
            await AppendAsync(
                run,
                2 + (4 * i),
                Examples.Evaluated($"s{i}", random.NextDouble(), 10 * random.NextDouble(), random.NextBool(0.8)),
                Examples.Metric(i),
                new LogEvent("info", $"line {i}"),
                Examples.Evaluated($"s{i / 2}", 0.5, 5, fidelity: Fidelity.Final));
        }

        var fed = await _studio.Feeds.ReadAsync(run.Id, None);
        using var fresh = new Runs.Feeds.RunFeeds(_studio.Store, _studio.Time);
        var loaded = await fresh.ReadAsync(run.Id, None);

        Assert.Equal(loaded.Subnets.Select(Text), fed.Subnets.Select(Text));
        Assert.Equal(loaded.Front, fed.Front);
        Assert.Equal(loaded.Hypervolume, fed.Hypervolume);
        Assert.Equal(loaded.Metrics, fed.Metrics);
        Assert.Equal(loaded.Log, fed.Log);
        Assert.Equal(loaded.Run.Version, fed.Run.Version);
        Assert.Equal(30, fed.Subnets.Count(subnet => subnet.Final is not null));
        Assert.Equal(60, fed.Log.Length);
    }

    [Fact]
    public async Task ReadAsync_WhileAWorkerReports_LosesNothing()
    {
        var run = await _studio.LaunchedRunAsync();
        var reporting = Task.Run(async () =>
        {
            for (var i = 1; i <= 100; i++)
            {
                await AppendAsync(run, i, Examples.Metric(i));
            }
        }, None);

        await _studio.Feeds.ReadAsync(run.Id, None);
        await reporting;

        Assert.Equal(Enumerable.Range(1, 100).Select(i => (long)i), (await _studio.Feeds.ReadAsync(run.Id, None)).Metrics.Select(metric => metric.Step));
    }

    [Fact]
    public async Task ReadAsync_UnknownRun_Throws() =>
        await Assert.ThrowsAsync<KeyNotFoundException>(() => _studio.Feeds.ReadAsync(Guid.Empty, None));

    [Fact]
    public async Task Subscribe_ThenRead_SeesTheChangeThatWasSignalled()
    {
        var run = await _studio.LaunchedRunAsync();
        var signal = new TaskCompletionSource();
        var signalToAll = new TaskCompletionSource();
        using var one = _studio.Feeds.Subscribe(run.Id, signal.SetResult);
        using var all = _studio.Feeds.SubscribeToAll(signalToAll.SetResult);
        await _studio.Feeds.ReadAsync(run.Id, None);

        await AppendAsync(run, 1, Examples.Progress(0.5));
        await signal.Task.Soon();
        await signalToAll.Task.Soon();

        Assert.Equal(0.5, (await _studio.Feeds.ReadAsync(run.Id, None)).Run.Progress);
    }

    [Fact]
    public async Task SubscribeToAll_NewExperiment_IsSignalled()
    {
        var signal = new TaskCompletionSource();
        using var all = _studio.Feeds.SubscribeToAll(signal.SetResult);

        await _studio.ExperimentAsync();

        await signal.Task.Soon();
    }

    private static string Text(Runs.Feeds.Subnet subnet) =>
        $"{subnet.Seq} {subnet.Id} {string.Join(' ', subnet.Search.Values)} {subnet.Final?.Values["accuracy"]}";

    private async Task AppendAsync(RunRow run, long first, params RunEvent[] events) =>
        await _studio.Store.AppendAsync(run.Id, run.Launch, Examples.Numbered(first, events), None);
}
