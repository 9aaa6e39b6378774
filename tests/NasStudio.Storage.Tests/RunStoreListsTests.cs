using System.Globalization;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Protocol;

namespace NasStudio.Storage.Tests;

public sealed class RunStoreListsTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task FindExperimentsAsync_ManyRows_AnswersOnePageAndBothCounts()
    {
        for (var i = 0; i < 30; i++)
        {
            await CreateAsync(string.Create(CultureInfo.InvariantCulture, $"{(i % 2 == 0 ? "even" : "odd")} {i:D2}"));
        }

        var listing = await FindAsync(new ExperimentQuery { Text = "EVEN", Order = ExperimentOrder.Name, Ascending = true, Skip = 10, Take = 3 });

        Assert.Equal((15, 30), (listing.Matching, listing.All));
        Assert.Equal(["even 20", "even 22", "even 24"], listing.Rows.Select(row => row.Name));
    }

    [Fact]
    public async Task FindExperimentsAsync_SeveralWords_AllMustOccurSomewhere()
    {
        var tagged = await CreateAsync("Größe 100%");
        await CreateAsync("other");
        await _store.Runs.EditExperimentAsync(tagged.Id, new ExperimentEdit(Tags: ["Baseline", "paper"]), None);

        Assert.Equal(["Größe 100%"], await NamesAsync("größe SHAPES hybrid baseline"));
        Assert.Equal(["Größe 100%"], await NamesAsync("0%"));
        Assert.Empty(await NamesAsync("größe missing"));
        Assert.Empty(await NamesAsync("_"));
    }

    [Fact]
    public async Task FindExperimentsAsync_ByState_DraftMeansWithoutARun()
    {
        await CreateAsync("draft");
        await _store.LaunchedRunAsync();

        Assert.Equal(["draft"], (await FindAsync(new ExperimentQuery { State = RunState.Draft })).Rows.Select(row => row.Name));
        Assert.Equal(["first look"], (await FindAsync(new ExperimentQuery { State = RunState.Running })).Rows.Select(row => row.Name));
        Assert.Equal(["first look", "draft"], (await FindAsync(new ExperimentQuery { Order = ExperimentOrder.State, Ascending = true })).Rows.Select(row => row.Name));
    }

    [Theory]
    [InlineData(ExperimentOrder.Accuracy, true, "low, high, without")]
    [InlineData(ExperimentOrder.Accuracy, false, "high, low, without")]
    [InlineData(ExperimentOrder.Hypervolume, false, "high, low, without")]
    [InlineData(ExperimentOrder.Evaluations, true, "low, high, without")]
    [InlineData(ExperimentOrder.Started, false, "high, low, without")]
    [InlineData(ExperimentOrder.Started, true, "without, low, high")]
    public async Task FindExperimentsAsync_InOrder_WhatLacksTheValueStandsLast(ExperimentOrder order, bool ascending, string expected)
    {
        await CreateAsync("without");
        await EvaluatedAsync("low", 0.4, 1);
        await EvaluatedAsync("high", 0.9, 2);

        var listing = await FindAsync(new ExperimentQuery { Order = order, Ascending = ascending });

        Assert.Equal(expected, string.Join(", ", listing.Rows.Select(row => row.Name)));
    }

    [Fact]
    public async Task AppendAsync_InBatchesAndAfterARestart_KeepsTheSameDigestAsAtOnce()
    {
        var events = Enumerable.Range(0, 100)
            .Select(i => (RunEvent)Examples.Evaluated(i + 2, string.Create(CultureInfo.InvariantCulture, $"s{i}"), 0.3 + (0.005 * i), 0.1 + (0.008 * i)))
            .Prepend(new BoxEvent(0.1, new Dictionary<string, double> { ["latency"] = 1 }) { Seq = 1 }).ToList();
        var atOnce = await DigestAsync(events);

        var run = await _store.LaunchedRunAsync();
        await _store.Runs.AppendAsync(run.Id, 1, events[..40], None);
        await _store.Runs.AppendAsync(run.Id, 1, events[30..70], None);
        _store.Reopen();
        await _store.Runs.AppendAsync(run.Id, 1, events[70..], None);
        var inBatches = (await _store.Runs.FindRunAsync(run.Id, None))!.Digest!;

        Assert.Equal(0.795, atOnce.BestAccuracy!.Value, 9);
        Assert.Equal(RunDigest.CurvePoints, atOnce.Curve.Length);
        Assert.Equal(atOnce.Hypervolume, atOnce.Curve[^1], 4);
        Assert.InRange(atOnce.Hypervolume, 0.3, 0.8);
        Assert.Equal((atOnce.BestAccuracy, atOnce.Hypervolume), (inBatches.BestAccuracy, inBatches.Hypervolume));
        Assert.Equal(atOnce.Curve, inBatches.Curve);
    }

    [Fact]
    public async Task CompleteOldRowsAsync_RowsOfAnEarlierVersion_AreFoundAndHaveADigest()
    {
        var run = await EvaluatedAsync("früher", 0.7, 1);
        await _store.ExecuteAsync("UPDATE Experiments SET SearchText = ''");
        await _store.ExecuteAsync("UPDATE Runs SET Hypervolume = NULL, Curve = NULL, BestAccuracy = NULL");
        _store.Reopen();
        Assert.Null((await _store.Runs.FindRunAsync(run, None))!.Digest);

        await _store.Runs.CompleteOldRowsAsync(None);

        Assert.Equal(["früher"], await NamesAsync("FRÜHER"));
        Assert.Equal(0.7, (await _store.Runs.FindRunAsync(run, None))!.Digest!.BestAccuracy);
    }

    [Fact]
    public async Task EditExperimentAsync_SomeFields_LeavesTheOthersAndTheDocument()
    {
        var created = await CreateAsync("before");
        await _store.Runs.EditExperimentAsync(created.Id, new ExperimentEdit(Tags: ["a b", "c"], Notes: "# why"), None);
        await _store.Runs.EditExperimentAsync(created.Id, new ExperimentEdit(Name: "after"), None);
        _store.Reopen();

        var found = (await _store.Runs.FindExperimentAsync(created.Id, None))!;

        Assert.Equal("after", found.Name);
        Assert.Equal(["a b", "c"], found.Tags);
        Assert.Equal("# why", found.Notes);
        Assert.Equal(created.Json, found.Json);
        Assert.Null(await _store.Runs.EditExperimentAsync(Guid.Empty, new ExperimentEdit(Name: "x"), None));
    }

    [Fact]
    public async Task HideExperimentAsync_ThenRestore_IsGoneAndBack()
    {
        var created = await _store.Runs.CreateExperimentAsync(Examples.Submitted, Examples.Document(), "key", None);

        Assert.True(await _store.Runs.HideExperimentAsync(created.Id, None));
        Assert.False(await _store.Runs.HideExperimentAsync(created.Id, None));
        Assert.Null(await _store.Runs.FindExperimentAsync(created.Id, None));
        Assert.Empty(await _store.Runs.ListExperimentsAsync(None));
        Assert.Equal(0, (await FindAsync(new ExperimentQuery())).All);
        await Assert.ThrowsAsync<KeyNotFoundException>(() => _store.Runs.QueueRunAsync(created.Id, None));
        var second = await _store.Runs.CreateExperimentAsync(Examples.Submitted, Examples.Document(), "key", None);
        Assert.NotEqual(created.Id, second.Id);

        Assert.True(await _store.Runs.RestoreExperimentAsync(created.Id, None));
        Assert.False(await _store.Runs.RestoreExperimentAsync(created.Id, None));
        Assert.NotNull(await _store.Runs.FindExperimentAsync(created.Id, None));
    }

    [Fact]
    public async Task HideExperimentAsync_Running_IsRefused()
    {
        var run = await _store.LaunchedRunAsync();

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => _store.Runs.HideExperimentAsync(run.ExperimentId, None));

        Assert.Contains("cancel it first", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeleteHiddenExperimentsAsync_OnlyThoseHiddenBefore_AreGoneForGood()
    {
        var run = await EvaluatedAsync("old", 0.5, 1);
        await _store.Runs.EndRunAsync(run, 1, RunState.Failed, "x", None);
        var old = (await _store.Runs.FindRunAsync(run, None))!.ExperimentId;
        var young = (await CreateAsync("young")).Id;
        await _store.Runs.HideExperimentAsync(old, None);
        _store.Time.Advance(TimeSpan.FromMinutes(5));
        await _store.Runs.HideExperimentAsync(young, None);
        var deleted = new List<Guid>();
        _store.Runs.Committed += commit => deleted.AddRange(commit.DeletedRuns ?? []);

        Assert.Equal(1, await _store.Runs.DeleteHiddenExperimentsAsync(_store.Time.GetUtcNow() - TimeSpan.FromMinutes(1), None));

        Assert.Equal([run], deleted);
        Assert.False(await _store.Runs.RestoreExperimentAsync(old, None));
        Assert.True(await _store.Runs.RestoreExperimentAsync(young, None));
    }

    private Task<ExperimentListing> FindAsync(ExperimentQuery query) => _store.Runs.FindExperimentsAsync(query, None);

    private async Task<IEnumerable<string>> NamesAsync(string text) => (await FindAsync(new ExperimentQuery { Text = text })).Rows.Select(row => row.Name);

    private Task<ExperimentRow> CreateAsync(string name) => _store.Runs.CreateExperimentAsync(Examples.Submitted, Examples.Document(name), null, None);

    private async Task<RunDigest> DigestAsync(IReadOnlyList<RunEvent> events)
    {
        var run = await _store.LaunchedRunAsync();
        await _store.Runs.AppendAsync(run.Id, 1, events, None);
        return (await _store.Runs.FindRunAsync(run.Id, None))!.Digest!;
    }

    private async Task<Guid> EvaluatedAsync(string name, double accuracy, int evaluations)
    {
        _store.Time.Advance(TimeSpan.FromSeconds(1));
        var run = await _store.Runs.QueueRunAsync((await CreateAsync(name)).Id, None);
        await _store.Runs.BeginLaunchAsync(run.Id, "/runs/e1", "hash", None);
        await _store.Runs.AppendAsync(
            run.Id,
            1,
            [
                new BoxEvent(0.1, new Dictionary<string, double> { ["latency"] = 2 }) { Seq = 1 },
                Examples.Evaluated(2, "a", accuracy),
                new ProgressEvent(RunStages.Search, 0.5, null, null, evaluations, 10) { Seq = 3 },
            ],
            None);
        return run.Id;
    }
}
