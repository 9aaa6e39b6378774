using System.Text.Json;
using NasStudio.Core.Experiments;
using NasStudio.Core.Tables;
using NasStudio.Runs.Protocol;
using NasStudio.Worker.Commands;

namespace NasStudio.Worker.Tests;

/// <remarks>One at a time: two progress bars cannot share a terminal.</remarks>
[Collection("terminal")]
public sealed class TableRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nasstudio-table-").FullName;

    [Fact]
    public async Task Run_TableFromFile_WritesFrontDocumentAndConvergence()
    {
        Assert.Equal(WorkerExit.Done, await RunAsync("out"));

        var convergence = Read("out");
        Assert.Equal([5UL, 6UL], convergence.Seeds.Select(seed => seed.Seed));
        Assert.All(convergence.Seeds, seed =>
        {
            Assert.Equal((12, 12), (seed.Hypervolume.Length, seed.Random.Length));
            Assert.Equal(seed.Hypervolume.Order(), seed.Hypervolume);
            Assert.InRange(seed.Hypervolume[^1], 0, 1 + 1e-12);
        });
        var front = await File.ReadAllLinesAsync(Path.Combine(_folder, "out", "front.csv"), TestContext.Current.CancellationToken);
        Assert.Equal("number,subnet_id,state,values_quality,values_cost,macs,parameters,front,feasible,repeat,params_a,params_b", front[0]);
        Assert.Equal(25, front.Length);
        Assert.Contains("\"table\": {", await File.ReadAllTextAsync(Path.Combine(_folder, "out", "experiment.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "out", "subnets")));
    }

    [Fact]
    public async Task Run_Twice_GivesTheSameFiles()
    {
        await RunAsync("one");
        await RunAsync("two");

        foreach (var name in new[] { "front.csv", "convergence.json" })
        {
            Assert.Equal(
                await File.ReadAllBytesAsync(Path.Combine(_folder, "one", name), TestContext.Current.CancellationToken),
                await File.ReadAllBytesAsync(Path.Combine(_folder, "two", name), TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Run_FrontOfATableRead_IsATableAgain()
    {
        await RunAsync("out", repeats: 1);

        var again = TableReader.Read(await File.ReadAllBytesAsync(Path.Combine(_folder, "out", "front.csv"), TestContext.Current.CancellationToken));

        Assert.Equal((12, "quality cost"), (again.Rows.Length, string.Join(' ', again.Objectives)));
    }

    [Fact]
    public async Task Run_BrokenTable_IsBadInput()
    {
        Assert.Equal(WorkerExit.BadInput, await RunAsync("out", csv: "params_a,values_quality,values_cost\n1,2\n"));
        Assert.False(Directory.Exists(Path.Combine(_folder, "out")));
    }

    [Fact]
    public void Execute_Events_TellEachRepeatAndTheBoxOfTheTrueFront()
    {
        var table = TableReader.Read(Csv);
        var experiment = new ExperimentReader(_ => null, [], [], new TableShelf(["t"], _ => table)).Read(Document("\"t\"", repeats: 3));
        var sink = new Recorder();

        var outcome = new TableRun(experiment, [], table, _folder, TimeProvider.System).Execute(sink, TestContext.Current.CancellationToken);

        var evaluations = sink.Events.OfType<EvaluationEvent>().Select(entry => entry.Evaluation).ToList();
        Assert.Equal([(1, 12), (2, 12), (3, 12)], evaluations.GroupBy(evaluation => evaluation.Repeat!.Value).Select(group => (group.Key, group.DistinctBy(one => one.SubnetId).Count())));
        Assert.Equal(evaluations, outcome.Evaluations.Select(pair => pair.Evaluation));
        var box = Assert.Single(sink.Events.OfType<BoxEvent>());
        Assert.Equal(["cost", "quality"], box.Sides!.Keys.Order());
        Assert.InRange(box.Reachable, 0.01, 1);
        var last = sink.Events.OfType<ProgressEvent>().Last();
        Assert.Equal((1.0, 36, 36), (last.Progress, last.EvaluationsDone, last.EvaluationsPlanned));
    }

    [Fact]
    public void Execute_MergingIsomorphicRows_ReportsDuplicatesThatCountForNothing()
    {
        var table = TableReader.Read("params_a,values_quality,values_cost,isomorphism_class\n" + string.Concat(
            Enumerable.Range(0, 30).Select(row => FormattableString.Invariant($"{row},{row % 15},{row % 15},{row % 15}\n"))));
        var experiment = new ExperimentReader(_ => null, [], [], new TableShelf(["t"], _ => table))
            .Read(Document("\"t\"", repeats: 2).Replace("\"seed\"", "\"mergeIsomorphic\": true, \"seed\"", StringComparison.Ordinal));
        var sink = new Recorder();

        new TableRun(experiment, [], table, _folder, TimeProvider.System).Execute(sink, TestContext.Current.CancellationToken);

        var evaluations = sink.Events.OfType<EvaluationEvent>().Select(entry => entry.Evaluation).ToList();
        Assert.Equal(24, evaluations.Count(evaluation => evaluation.DuplicateOf is null));
        Assert.All(evaluations.Where(evaluation => evaluation.DuplicateOf is not null), duplicate => Assert.Contains(
            evaluations, first => first.SubnetId == duplicate.DuplicateOf && first.Repeat == duplicate.Repeat && first.DuplicateOf is null));
        Assert.Contains(evaluations, evaluation => evaluation.DuplicateOf is not null);
        Assert.Equal(24, sink.Events.OfType<ProgressEvent>().Last().EvaluationsDone);
    }

    [Fact]
    public async Task Run_ForOneObjective_WritesTheRegretBesideRandomSearch()
    {
        Assert.Equal(WorkerExit.Done, await RunAsync("out", objectives: """[ { "name": "quality", "direction": "maximize" } ]"""));

        Assert.All(Read("out").Seeds, seed =>
        {
            var regret = seed.Regret!.Value;
            Assert.Equal((12, 12), (regret.Length, seed.RandomRegret!.Value.Length));
            Assert.Equal(regret.OrderDescending(), regret);
            Assert.Equal(regret.Select(value => value == 0), seed.Hypervolume.Select(part => part >= 1));
        });
    }

    [Fact]
    public async Task Run_NasBench201OfTheDataFolder_BeatsRandomSearch()
    {
        var folder = Environment.GetEnvironmentVariable("NASSTUDIO_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "NASSTUDIO_DATA is not set.");
        var file = Path.Combine(folder!, "nasbench201", "nasbench201_cifar10.csv.gz");
        var document = $$"""
            {
              "name": "nb201", "table": { "file": {{JsonSerializer.Serialize(file)}} }, "repeats": 5,
              "search": {
                "strategy": { "name": "nsga2" }, "evaluations": 300,
                "objectives": [ { "name": "cifar10_test_200ep", "direction": "maximize" }, "latency_ms_pixel3" ]
              }
            }
            """;
        await File.WriteAllTextAsync(Path.Combine(_folder, "experiment.json"), document, TestContext.Current.CancellationToken);

        Assert.Equal(WorkerExit.Done, await RunCommand.RunAsync(Path.Combine(_folder, "experiment.json"), Path.Combine(_folder, "out")));

        var seeds = Read("out").Seeds;
        Assert.True(seeds.Average(seed => seed.Hypervolume[^1]) > seeds.Average(seed => seed.Random[^1]));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>25 rows of which 20 are there.</summary>
    private static string Csv => "params_a,params_b,values_quality,values_cost\n" + string.Concat(
        from a in Enumerable.Range(0, 5)
        from b in Enumerable.Range(0, 5)
        where (a + b) % 5 != 3
        select FormattableString.Invariant($"{a},{b},{a + (0.5 * b * a)},{(a * a) + b}\n"));

    private const string TwoObjectives = """[ { "name": "quality", "direction": "maximize" }, { "name": "cost", "direction": "minimize" } ]""";

    private static string Document(string table, int repeats, string objectives = TwoObjectives) => $$"""
        {
          "name": "small table", "table": {{table}}, "repeats": {{repeats}}, "seed": 5,
          "search": {
            "strategy": { "name": "nsga2", "population": 4 }, "evaluations": 12,
            "objectives": {{objectives}}
          }
        }
        """;

    private async Task<int> RunAsync(string name, int repeats = 2, string? csv = null, string objectives = TwoObjectives)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "table.csv"), csv ?? Csv, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_folder, "experiment.json"), Document("""{ "file": "table.csv" }""", repeats, objectives), TestContext.Current.CancellationToken);
        return await RunCommand.RunAsync(Path.Combine(_folder, "experiment.json"), Path.Combine(_folder, name));
    }

    private Convergence Read(string name) =>
        JsonSerializer.Deserialize<Convergence>(File.ReadAllText(Path.Combine(_folder, name, "convergence.json")), RunJson.Options)!;

    private sealed class Recorder : IEventSink
    {
        public List<RunEvent> Events { get; } = [];

        public void Report(RunEvent runEvent) => Events.Add(runEvent);
    }
}
