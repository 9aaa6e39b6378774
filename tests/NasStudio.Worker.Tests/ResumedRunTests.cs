using System.Globalization;
using NasStudio.Core.Experiments;
using NasStudio.Runs.Protocol;

namespace NasStudio.Worker.Tests;

/// <summary>A run that was stopped while it trained goes on in its next launch, and nothing shows in what comes out.</summary>
public sealed class ResumedRunTests
{
    private const string OnMacs = """{ "evaluations": 4, "objectives": ["accuracy", "macs"], "recalibrationImages": 64, "baseline": "none", "strategy": { "name": "random" } }""";

    private const string OnLatency = """{ "evaluations": 4, "objectives": ["accuracy", "latency"], "recalibrationImages": 64, "baseline": "none" }""";

    /// <summary>Every sampler is resumed in the trainer's own tests; here one without and one with a state.</summary>
    [Theory]
    [InlineData("sandwich")]
    [InlineData("performance-aware")]
    public void Execute_StoppedAndLaunchedAgain_GivesTheSupernetOfAnUninterruptedRun(string sampler)
    {
        using var run = new TinyRun(OnMacs, $$"""{ "name": "{{sampler}}" }""");
        run.Execute("whole");

        StopAtStep(run, 7, "stopped/e1");
        Assert.False(File.Exists(Path.Combine(run.Folder, "stopped/e1", RunFolder.Supernet)));
        run.Events.Clear();
        run.Execute("stopped/e2");

        Assert.Equal(Supernet(run, "whole"), Supernet(run, "stopped/e2"));
        Assert.Contains(run.Events.OfType<LogEvent>(), line => line.Message == "Training goes on from its checkpoint after step 8 of 16.");
        Assert.DoesNotContain(run.Events.OfType<MetricEvent>(), metric => metric.Name == "loss" && metric.Step < 8);
    }

    [Fact]
    public void Execute_WorkerDiedAfterItsCheckpointAndTheNewestFileIsTorn_GoesOnFromTheOneBefore()
    {
        using var run = new TinyRun(OnMacs);
        run.Execute("whole");
        StopAtStep(run, 7, "died/e1");
        var checkpoints = Directory.GetFiles(Path.Combine(run.Folder, "died/e1", RunFolder.Checkpoints)).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(2, checkpoints.Count);
        File.WriteAllBytes(checkpoints[1], File.ReadAllBytes(checkpoints[1])[..^100]);

        run.Events.Clear();
        run.Execute("died/e2");

        Assert.Contains(run.Events.OfType<LogEvent>(), line => line.Message.StartsWith("Training goes on from its checkpoint after step 6 ", StringComparison.Ordinal));
        Assert.Equal(Supernet(run, "whole"), Supernet(run, "died/e2"));
    }

    [Fact]
    public void Execute_StoppedInTheSearch_TrainsNothingAgainAndKeepsTheStatistics()
    {
        using var run = new TinyRun(OnMacs);
        using var stop = new CancellationTokenSource();
        run.Stop = stop.Token;
        run.Seen = entry => StopWhere(entry is EvaluationEvent, stop);
        Assert.ThrowsAny<OperationCanceledException>(() => run.Execute("search/e1"));
        var known = Directory.GetFiles(Path.Combine(run.Folder, "search/e1", RunFolder.StatisticsFolder)).Select(Path.GetFileName).ToList();
        Assert.NotEmpty(known);

        (run.Stop, run.Seen) = (TestContext.Current.CancellationToken, null);
        run.Events.Clear();
        run.Execute("search/e2");

        Assert.DoesNotContain(run.Events.OfType<MetricEvent>(), metric => metric.Name == "loss");
        Assert.Subset(Directory.GetFiles(Path.Combine(run.Folder, "search/e2", RunFolder.StatisticsFolder)).Select(Path.GetFileName).ToHashSet(), known.ToHashSet());
        Assert.Equal(Supernet(run, "search/e1"), Supernet(run, "search/e2"));
    }

    /// <summary>Latencies differ from one measurement to the next: only what was told again is the same to the last bit.</summary>
    [Fact]
    public void Execute_StoppedInTheSearch_MeasuresNoSubnetTwice()
    {
        using var run = new TinyRun("""{ "evaluations": 6, "objectives": ["accuracy", "latency"], "recalibrationImages": 64, "strategy": { "name": "nsga2", "population": 4 }, "baseline": "none" }""");
        using var stop = new CancellationTokenSource();
        run.Stop = stop.Token;
        run.Seen = entry => StopWhere(entry is EvaluationEvent && Searched(run).Count == 5, stop);
        Assert.ThrowsAny<OperationCanceledException>(() => run.Execute("replay/e1"));
        var before = Searched(run);

        (run.Stop, run.Seen) = (TestContext.Current.CancellationToken, null);
        run.Events.Clear();
        var outcome = run.Execute("replay/e2");

        var after = Searched(run);
        Assert.Equal(5, before.Count);
        Assert.Equal(before.Select(Facts), after.Take(5).Select(Facts));
        Assert.Equal(after.Count, after.Select(evaluation => evaluation.SubnetId).Distinct().Count());
        Assert.Equal(6, outcome.Evaluations.Count);
        Assert.Contains(run.Events.OfType<LogEvent>(), line => line.Message == "The search goes on: 5 evaluations of an earlier launch stand, and are told again.");
        Assert.DoesNotContain(run.Events.OfType<LogEvent>(), line => line.Level == "warning");
    }

    [Fact]
    public void Execute_StoppedInTheReport_MeasuresNoFinalSubnetTwice()
    {
        using var run = new TinyRun(OnLatency);
        using var stop = new CancellationTokenSource();
        run.Stop = stop.Token;
        run.Seen = entry => StopWhere(entry is EvaluationEvent { Evaluation.Fidelity: Fidelity.Final }, stop);
        Assert.ThrowsAny<OperationCanceledException>(() => run.Execute("report/e1"));
        var before = run.Events.OfType<EvaluationEvent>().Select(entry => Facts(entry.Evaluation)).ToList();

        (run.Stop, run.Seen) = (TestContext.Current.CancellationToken, null);
        run.Events.Clear();
        run.Execute("report/e2");

        Assert.Equal(before, run.Events.OfType<EvaluationEvent>().Take(before.Count).Select(entry => Facts(entry.Evaluation)));
    }

    [Fact]
    public void Evaluations_JournalWithABrokenLineAndALostStatisticsFile_KeepsWhatIsWhole()
    {
        using var run = new TinyRun(OnMacs);
        run.Execute("broken/e1");
        var (first, second) = (Path.Combine(run.Folder, "broken/e1"), Directory.CreateDirectory(Path.Combine(run.Folder, "broken/e2")).FullName);
        var searched = Searched(run);
        var lines = File.ReadAllLines(Path.Combine(first, RunFolder.Journal));
        var last = Array.FindLastIndex(lines, line => line.Contains(searched[^1].SubnetId, StringComparison.Ordinal) && line.Contains("\"search\"", StringComparison.OrdinalIgnoreCase));
        File.WriteAllLines(Path.Combine(first, RunFolder.Journal), [.. lines.Take(last), "\0\0", .. lines.Skip(last)]);
        File.Delete(Path.Combine(first, RunFolder.Statistics(searched[0].SubnetId)));

        EarlierLaunches.TakeStatistics(second);

        Assert.Equal(
            searched.Skip(1).SkipLast(1).Select(evaluation => evaluation.SubnetId).Order(StringComparer.Ordinal),
            EarlierLaunches.Evaluations(second).Keys.Select(key => key.SubnetId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Execute_PerformanceAware_ReportsLevelsDrawsAndBanks()
    {
        using var run = new TinyRun(OnMacs, """{ "name": "performance-aware", "levels": 3 }""");
        run.Execute();

        var metrics = run.Events.OfType<MetricEvent>().ToLookup(metric => metric.Name);
        var levels = metrics["levelMacs"].Select(metric => metric.Value).ToList();
        Assert.Equal(levels.Order(), levels);
        Assert.InRange(levels.Count, 2, 3);
        Assert.All(metrics["level"], metric => Assert.InRange(metric.Value, 0, levels.Count - 1));
        foreach (var level in metrics["level"])
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"loss.level.{level.Value}");
            Assert.Contains(metrics[name], metric => metric.Step == level.Step);
            Assert.All(Enumerable.Range(0, 3), draw => Assert.InRange(
                metrics[string.Create(CultureInfo.InvariantCulture, $"macs.draw.{draw}")].Single(metric => metric.Step == level.Step).Value,
                levels[(int)level.Value],
                levels[(int)level.Value] * 1.15));
        }

        Assert.All(metrics["accuracy.level.1"], metric => Assert.InRange(metric.Value, 0, 1));
        Assert.Equal(metrics["accuracy.smallest"].Select(metric => metric.Step), metrics["accuracy.level.1"].Select(metric => metric.Step));
        Assert.True(metrics["bank.0"].Last().Value > 0);
        Assert.Equal(0.2, metrics["exploitation"].First().Value);
    }

    private static List<Evaluation> Searched(TinyRun run) =>
        [.. run.Events.OfType<EvaluationEvent>().Select(entry => entry.Evaluation).Where(evaluation => evaluation.Fidelity is Fidelity.Search)];

    private static (string, double, double) Facts(Evaluation evaluation) => (evaluation.SubnetId, evaluation.Values["accuracy"], evaluation.Values["latency"]);

    [Fact]
    public void Execute_WithTheGradientProbe_ReportsThreeMomentsAndTrainsTheSameWeights()
    {
        using var run = new TinyRun(OnMacs, """{ "name": "complexity-aware", "levels": 3 }""", gradientProbe: true);
        using var without = new TinyRun(OnMacs, """{ "name": "complexity-aware", "levels": 3 }""");
        run.Execute();
        without.Execute();

        var metrics = run.Events.OfType<MetricEvent>().ToLookup(metric => metric.Name);
        foreach (var moment in MetricNames.Moments)
        {
            Assert.NotEmpty(metrics[$"conflict.{moment}.cosine"]);
            Assert.All(metrics[$"conflict.{moment}.cosine"], metric => Assert.InRange(
                metric.Value,
                metrics[$"conflict.{moment}.low"].Single(low => low.Step == metric.Step).Value,
                metrics[$"conflict.{moment}.high"].Single(high => high.Step == metric.Step).Value));
            Assert.InRange(metrics[$"conflict.{moment}.spearman"].Single().Value, -1, 1);
        }

        Assert.Equal(3, run.Events.OfType<LogEvent>().Count(line => line.Message.Contains("Spearman", StringComparison.Ordinal)));
        Assert.Equal(Supernet(without, "run"), Supernet(run, "run"));
    }

    private static void StopAtStep(TinyRun run, long step, string name)
    {
        using var stop = new CancellationTokenSource();
        run.Stop = stop.Token;
        run.Seen = entry => StopWhere(entry is MetricEvent { Name: "loss" } metric && metric.Step == step, stop);
        Assert.ThrowsAny<OperationCanceledException>(() => run.Execute(name));
        (run.Stop, run.Seen) = (TestContext.Current.CancellationToken, null);
    }

    private static void StopWhere(bool condition, CancellationTokenSource stop)
    {
        if (condition)
        {
            stop.Cancel();
        }
    }

    private static byte[] Supernet(TinyRun run, string name) => File.ReadAllBytes(Path.Combine(run.Folder, name, RunFolder.Supernet));
}
