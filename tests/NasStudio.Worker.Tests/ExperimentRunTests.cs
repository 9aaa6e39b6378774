using NasStudio.Runs.Protocol;

namespace NasStudio.Worker.Tests;

public sealed class ExperimentRunTests
{
    private const string OnMacs = """
        { "strategy": { "name": "nsga2", "population": 8 }, "evaluations": 14, "objectives": ["accuracy", "macs"], "baseline": "none", "recalibrationImages": 64 }
        """;

    private const string OnLatency = """{ "evaluations": 4, "objectives": ["accuracy", "latency"], "baseline": "none", "recalibrationImages": 64 }""";

    [Fact]
    public void Execute_SearchOnMacs_EvaluatesDistinctSubnetsSmallestAndLargestFirst()
    {
        using var run = new TinyRun(OnMacs);
        var outcome = run.Execute();

        Assert.Equal(14, outcome.Evaluations.Select(evaluated => evaluated.Architecture.Id).Distinct().Count());
        var macs = outcome.Evaluations.Select(evaluated => evaluated.Evaluation.Values["macs"]).ToList();
        Assert.Equal(macs.Min(), macs[0]);
        Assert.Equal(macs.Max(), macs[1]);
        Assert.NotEmpty(outcome.Front);
    }

    [Fact]
    public void Execute_SearchOnMacs_FrontIsNotDominatedByAnyEvaluation()
    {
        using var run = new TinyRun(OnMacs);
        var outcome = run.Execute();

        foreach (var index in outcome.Front)
        {
            var kept = outcome.Evaluations[index].Evaluation.Values;
            Assert.DoesNotContain(outcome.Evaluations, other =>
                other.Evaluation.Values["accuracy"] > kept["accuracy"] && other.Evaluation.Values["macs"] < kept["macs"]);
        }
    }

    [Fact]
    public void Execute_SameSeedTwice_SameEvaluationsAndSameSupernetBytes()
    {
        using var run = new TinyRun(OnMacs);
        var first = run.Execute("first");
        var second = run.Execute("second");

        Assert.Equal(
            first.Evaluations.Select(evaluated => (evaluated.Architecture.Id, evaluated.Evaluation.Values["accuracy"])),
            second.Evaluations.Select(evaluated => (evaluated.Architecture.Id, evaluated.Evaluation.Values["accuracy"])));
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(run.Folder, "first", RunFolder.Supernet)),
            File.ReadAllBytes(Path.Combine(run.Folder, "second", RunFolder.Supernet)));
    }

    [Fact]
    public void Execute_DuplicatesByFunction_AreShownAndNotMeasuredAgain()
    {
        using var run = new TinyRun("""
            { "strategy": { "name": "random" }, "evaluations": 20, "objectives": ["accuracy", "macs"], "recalibrationImages": 64, "deduplicate": "function", "baseline": "none" }
            """, space: TinyRun.CellSpace);
        var outcome = run.Execute();

        var all = outcome.Evaluations.Select(evaluated => evaluated.Evaluation).ToList();
        var duplicates = all.FindAll(evaluation => evaluation.DuplicateOf is not null);
        Assert.NotEmpty(duplicates);
        Assert.Equal(20, all.Count - duplicates.Count);
        Assert.All(duplicates, duplicate =>
        {
            var first = all.Find(evaluation => evaluation.SubnetId == duplicate.DuplicateOf)!;
            Assert.Null(first.DuplicateOf);
            Assert.Equal(first.Values["accuracy"], duplicate.Values["accuracy"]);
        });
        Assert.DoesNotContain(outcome.Front, index => all[index].DuplicateOf is not null);
        Assert.Equal(all.Count, run.Events.OfType<EvaluationEvent>().Count(entry => entry.Evaluation.Fidelity is Core.Experiments.Fidelity.Search));
        Assert.Equal(20, run.Events.OfType<ProgressEvent>().Last().EvaluationsDone);
    }

    [Fact]
    public void Execute_Completed_TestSplitOnlyForFrontSmallestAndLargest()
    {
        using var run = new TinyRun(OnMacs);
        var outcome = run.Execute();

        var expected = outcome.Front.Append(0).Append(1).Distinct().Select(index => outcome.Evaluations[index].Architecture.Id);
        Assert.Equal(expected.Order(), outcome.Final.Select(final => final.SubnetId).Order());
        Assert.All(outcome.Final, final => Assert.Equal("test", final.Accuracy!.Split));
        Assert.All(outcome.Evaluations, evaluated => Assert.Equal("validation", evaluated.Evaluation.Accuracy!.Split));
    }

    [Fact]
    public void Execute_Completed_ProgressRisesThroughAllStagesToOne()
    {
        using var run = new TinyRun(OnMacs);
        run.Execute();

        var progress = run.Events.OfType<ProgressEvent>().ToList();
        Assert.Equal(progress.Select(entry => entry.Progress).Order(), progress.Select(entry => entry.Progress));
        Assert.Equal(1, progress[^1].Progress);
        Assert.Equal(
            [RunStages.Prepare, RunStages.Train, RunStages.Search, RunStages.Report],
            progress.Select(entry => entry.Stage).Distinct());
        Assert.Contains(run.Events.OfType<MetricEvent>(), metric => metric.Name == "accuracy.smallest");
        Assert.Single(run.Events.OfType<BoxEvent>());
    }

    [Fact]
    public void Execute_SearchOnLatency_EveryLatencyIsMeasuredWithItsProtocol()
    {
        using var run = new TinyRun(OnLatency);
        var outcome = run.Execute();

        Assert.All(outcome.Evaluations, evaluated =>
        {
            Assert.True(evaluated.Evaluation.Values["latency"] > 0);
            Assert.Equal("measured", evaluated.Evaluation.Latency!.Origin);
            Assert.Equal(20, evaluated.Evaluation.Latency.Trials);
        });
        Assert.All(outcome.Final, final => Assert.Equal(40, final.Latency!.Trials));
    }

    [Fact]
    public void Execute_Constraint_MarksWhatBreaksItInfeasibleAndKeepsItOffTheFront()
    {
        using var unconstrained = new TinyRun(OnMacs);
        var largest = unconstrained.Execute().Evaluations[1].Evaluation.Values["macs"];
        using var run = new TinyRun(OnMacs.Replace(
            "\"evaluations\"", FormattableString.Invariant($"\"constraints\": {{ \"macs\": {{ \"max\": {largest / 2} }} }}, \"evaluations\""), StringComparison.Ordinal));
        var outcome = run.Execute();

        Assert.All(outcome.Evaluations, evaluated =>
            Assert.Equal(evaluated.Evaluation.Values["macs"] <= largest / 2, evaluated.Evaluation.Feasible));
        Assert.False(outcome.Evaluations[1].Evaluation.Feasible);
        Assert.DoesNotContain(1, outcome.Front);
    }

    [Fact]
    public void Execute_StopWished_ThrowsInsteadOfGoingOn()
    {
        using var run = new TinyRun(OnMacs) { Stop = new CancellationToken(canceled: true) };

        Assert.ThrowsAny<OperationCanceledException>(() => run.Execute());
    }
}
