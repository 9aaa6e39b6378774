using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Documents;
using NasStudio.Core.Experiments;
using NasStudio.Core.Spaces;
using NasStudio.Runs.Protocol;
using NasStudio.Worker.Commands;

namespace NasStudio.Worker.Tests;

/// <remarks>One at a time: two progress bars cannot share a terminal.</remarks>
[Collection("terminal")]
public sealed class WarmStartTests : IDisposable
{
    private const string OnMacs = """
        { "strategy": { "name": "linas" }, "evaluations": 12, "objectives": ["accuracy", "macs"], "recalibrationImages": 64, "baseline": "none" }
        """;

    private const string Csv = "params_a,params_b,values_quality,values_cost\n0,0,1,9\n0,1,2,8\n0,2,3,7\n1,0,4,6\n1,1,5,5\n1,2,6,4\n2,0,7,3\n2,1,8,2\n2,2,9,1\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("nasstudio-warm-").FullName;

    [Fact]
    public void Execute_FromAnEarlierRun_MeasuresItsFrontAgainAndCountsOnlyItsOwn()
    {
        using var cold = new TinyRun(OnMacs);
        var space = new SearchSpace(cold.Experiment.SearchSpace);
        var architectures = Enumerable.Range(0, 400).Select(i => space.Decisions.Sample(new(1, "warm", i))).Distinct().Except([space.Smallest, space.Largest]).Take(20).ToList();

        // Made up: three of them are by far the best, with accuracies that no supernet of two epochs has.
        var earlier = new EarlierRun("better one", [.. architectures.Select((architecture, i) => new EarlierEvaluation(
            architecture.Choices, Values(accuracy: i < 3 ? 0.99 - (0.01 * i) : 0.5, macs: i < 3 ? 3000 - (1000 * i) : 90_000)))]);
        using var run = new TinyRun(OnMacs) { Earlier = [earlier] };

        var outcome = run.Execute();

        var evaluated = outcome.Evaluations.Select(pair => pair.Architecture).ToList();
        Assert.Equal(12, evaluated.Distinct().Count());
        Assert.Equal([space.Smallest, space.Largest], evaluated.Take(2));
        Assert.Equal(architectures.Take(3).ToHashSet(), evaluated.Skip(2).Take(3).ToHashSet());
        Assert.DoesNotContain(outcome.Evaluations, pair => pair.Evaluation.Values["accuracy"] > 0.97);
        Assert.Equal(12, run.Events.OfType<EvaluationEvent>().Count(entry => entry.Evaluation.Fidelity is Fidelity.Search));
        Assert.Contains(run.Events.OfType<LogEvent>(), entry => entry.Message.Contains("Informed by 20 evaluations of better one", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_TableFromAFront_StartsWithThatFrontInEveryRepeat()
    {
        await WriteAsync("earlier.csv", "params_a,params_b,values_quality,values_cost\n2,2,9,1\n0,0,1,9\n");

        Assert.Equal(WorkerExit.Done, await RunAsync("""[{ "file": "earlier.csv" }]"""));

        var lines = (await File.ReadAllLinesAsync(Path.Combine(_folder, "out", "front.csv"), TestContext.Current.CancellationToken)).Skip(1).Select(line => line.Split(',')).ToList();
        Assert.Equal(8, lines.Count);
        Assert.All(new[] { lines[0], lines[4] }, cells => Assert.Equal(["2", "2"], cells[^2..]));
        Assert.DoesNotContain(lines, cells => cells[^2] == "0" && cells[^1] == "0");
        Assert.Equal(WrittenSources(), ["earlier.csv"]);
    }

    [Theory]
    [InlineData("""["first look"]""", "experiments are known only to a studio")]
    [InlineData("""[{ "file": "missing.csv" }]""", "cannot be read")]
    [InlineData("""[{ "file": "other.csv" }]""", "no column \"params_b\"")]
    public async Task Run_WhatIsNotThere_IsBadInput(string warmStart, string sentence)
    {
        await WriteAsync("other.csv", "params_a,values_quality,values_cost\n1,1,1\n");
        await WriteAsync("table.csv", Csv);
        var experiment = new ExperimentReader(_ => null, [], [], new TableShelf([], _ => null, _ => Core.Tables.TableReader.Read(Csv))).Read(Document(warmStart));

        var error = Assert.Throws<DocumentException>(() => WarmStart.OfFiles(experiment, Core.Tables.TableReader.Read(Csv).Decisions, path => File.ReadAllText(Path.Combine(_folder, path))));

        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
        Assert.Equal(WorkerExit.BadInput, await RunAsync(warmStart));
        Assert.False(Directory.Exists(Path.Combine(_folder, "out")));
    }

    [Fact]
    public void OfOrder_FileThatIsMissing_IsAnError()
    {
        var experiment = new ExperimentReader(_ => null, [], [], new TableShelf([], _ => null, _ => Core.Tables.TableReader.Read(Csv))).Read(Document("""["an id"]"""));

        var error = Assert.Throws<InvalidDataException>(() => WarmStart.OfOrder(experiment, Path.Combine(_folder, "e1")));

        Assert.Contains("tells of 0 earlier experiments, the experiment names 1", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ImmutableSortedDictionary<string, double> Values(double accuracy, double macs) =>
        ImmutableSortedDictionary<string, double>.Empty.Add("accuracy", accuracy).Add("macs", macs);

    private static string Document(string warmStart) => $$"""
        {
          "name": "warm table", "table": { "file": "table.csv" }, "repeats": 2, "seed": 5,
          "search": {
            "strategy": { "name": "nsga2", "population": 4 }, "evaluations": 4, "warmStart": {{warmStart}},
            "objectives": [ { "name": "quality", "direction": "maximize" }, { "name": "cost", "direction": "minimize" } ]
          }
        }
        """;

    private List<string> WrittenSources()
    {
        using var written = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "out", "experiment.json")));
        return [.. written.RootElement.GetProperty("search").GetProperty("warmStart").EnumerateArray().Select(source => source.GetProperty("file").GetString()!)];
    }

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(_folder, name), text, TestContext.Current.CancellationToken);

    private async Task<int> RunAsync(string warmStart)
    {
        await WriteAsync("table.csv", Csv);
        await WriteAsync("experiment.json", Document(warmStart));
        return await RunCommand.RunAsync(Path.Combine(_folder, "experiment.json"), Path.Combine(_folder, "out"));
    }
}
