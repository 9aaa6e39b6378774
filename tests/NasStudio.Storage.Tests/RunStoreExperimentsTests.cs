using NasStudio.Core.Spaces;
using NasStudio.Runs;
using NasStudio.Runs.Experiments;

namespace NasStudio.Storage.Tests;

public sealed class RunStoreExperimentsTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task FindExperimentAsync_AfterRestart_AnswersTheSameDocument()
    {
        var created = await CreateAsync("kept");
        _store.Reopen();

        var found = await _store.Runs.FindExperimentAsync(created.Id, None);

        Assert.NotNull(found);
        Assert.Equal(Examples.Submitted, found.Json);
        Assert.Equal(_store.Time.GetUtcNow(), found.Created);
        Assert.Null(found.NewestRun);
        Assert.Equal(created.Document.Seed, found.Document.Seed);
        Assert.Equal(ExperimentJson.Write(created.Document), ExperimentJson.Write(found.Document));
    }

    [Fact]
    public async Task CreateExperimentAsync_SameKey_AnswersTheFirst()
    {
        var tasks = Enumerable.Range(0, 20).Select(i => _store.Runs.CreateExperimentAsync(Examples.Submitted, Examples.Document($"try {i}"), "key", None));
        var rows = await Task.WhenAll(tasks);

        Assert.Single(rows.Select(row => row.Id).Distinct());
        Assert.Single(await _store.Runs.ListExperimentsAsync(None));
    }

    [Fact]
    public async Task CreateExperimentAsync_WithoutKey_MakesTwo()
    {
        await CreateAsync("one");
        await CreateAsync("two");

        var listed = await _store.Runs.ListExperimentsAsync(None);

        Assert.Equal(["two", "one"], listed.Select(row => row.Name));
    }

    [Fact]
    public async Task ListExperimentsAsync_WithRuns_CarriesTheNewest()
    {
        var experiment = await CreateAsync("repeated");
        var first = await _store.Runs.QueueRunAsync(experiment.Id, None);
        await _store.Runs.EndRunAsync(first.Id, 0, RunState.Canceled, null, None);
        var second = await _store.Runs.QueueRunAsync(experiment.Id, None);

        var listed = Assert.Single(await _store.Runs.ListExperimentsAsync(None));

        Assert.Equal(second.Id, listed.NewestRun?.Id);
        Assert.Equal(2, listed.NewestRun?.Number);
    }

    [Fact]
    public async Task DeleteExperimentAsync_Ended_TakesEverythingWithIt()
    {
        var run = await _store.LaunchedRunAsync();
        await _store.Runs.AppendAsync(run.Id, 1, [Examples.Metric(1, 1, 0.5), Examples.Evaluated(2, "a")], None);
        await _store.Runs.EndRunAsync(run.Id, 1, RunState.Failed, "broken", None);

        Assert.True(await _store.Runs.DeleteExperimentAsync(run.ExperimentId, None));
        Assert.False(await _store.Runs.DeleteExperimentAsync(run.ExperimentId, None));
        Assert.Null(await _store.Runs.FindRunAsync(run.Id, None));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => _store.Runs.LoadRunAsync(run.Id, None));
    }

    [Fact]
    public async Task DeleteExperimentAsync_Running_IsRefused()
    {
        var run = await _store.LaunchedRunAsync();

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => _store.Runs.DeleteExperimentAsync(run.ExperimentId, None));

        Assert.Contains("cancel it first", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Committed_EveryChange_IsRaisedAfterItCanBeRead()
    {
        var commits = new List<StoreCommit>();
        _store.Runs.Committed += commits.Add;

        var run = await _store.LaunchedRunAsync();
        await _store.Runs.AppendAsync(run.Id, 1, [Examples.Metric(1, 1, 0.5)], None);

        Assert.Null(commits[0].Run);
        Assert.Equal([RunState.Queued, RunState.Running, RunState.Running], commits.Skip(1).Select(commit => commit.Run!.State));
        Assert.Equal([1, 2, 3], commits.Skip(1).Select(commit => commit.Run!.Version));
        Assert.Single(commits[^1].Appended!.Metrics);
    }

    [Fact]
    public async Task PutSearchSpaceAsync_Twice_KeepsTheSecond()
    {
        var space = BuiltInSpaces.Find("hybrid-tiny")! with { Name = "mine" };
        await _store.Runs.PutSearchSpaceAsync(space, SearchSpaceWriter.Write(space), None);
        await _store.Runs.PutSearchSpaceAsync(space, SearchSpaceWriter.Write(space), None);

        Assert.Equal("mine", Assert.Single(await _store.Runs.ListSearchSpacesAsync(None)).Name);
        Assert.NotNull(await _store.Runs.FindSearchSpaceAsync("mine", None));
        Assert.True(await _store.Runs.DeleteSearchSpaceAsync("mine", None));
        Assert.False(await _store.Runs.DeleteSearchSpaceAsync("mine", None));
    }

    private Task<ExperimentRow> CreateAsync(string name) =>
        _store.Runs.CreateExperimentAsync(Examples.Submitted, Examples.Document(name), null, None);
}
