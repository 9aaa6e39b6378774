using NasStudio.Core.Search;
using NasStudio.Core.Statistics;
using NasStudio.Runs.Protocol;

namespace NasStudio.Worker.Tests;

/// <summary>A whole run whose strategy ranks candidates by training-free metrics.</summary>
public sealed class RobotRunTests
{
    private const string Robot = """
        {
          "strategy": { "name": "robot", "candidates": 24, "rounds": 4 },
          "evaluations": 12, "objectives": ["accuracy", "macs"], "recalibrationImages": 64, "baseline": "none"
        }
        """;

    [Fact]
    public void Execute_Robot_ScoresCandidatesBetweenTrainingAndSearch()
    {
        using var run = new TinyRun(Robot);
        var outcome = run.Execute();

        Assert.Equal(12, outcome.Evaluations.Select(evaluated => evaluated.Architecture.Id).Distinct().Count());
        var progress = run.Events.OfType<ProgressEvent>().ToList();
        Assert.Equal(
            [RunStages.Prepare, RunStages.Train, RunStages.Score, RunStages.Search, RunStages.Report],
            progress.Select(entry => entry.Stage).Distinct());
        Assert.Equal(progress.Select(entry => entry.Progress).Order(), progress.Select(entry => entry.Progress));
        Assert.Contains(run.Events.OfType<LogEvent>(), entry => entry.Message.StartsWith("24 candidates are scored untrained, on 32 images each", StringComparison.Ordinal));

        // All but the smallest and the largest are candidates.
        var candidates = CandidateSet.Draw(new Core.Spaces.SearchSpace(run.Experiment.SearchSpace).Decisions, 24, run.Experiment.Seed);
        Assert.Empty(outcome.Evaluations.Skip(2).Select(evaluated => evaluated.Architecture).Except(candidates));
    }

    [Fact]
    public void Execute_Robot_ReportsHowEveryMetricAgreesWithTheAccuracies()
    {
        using var run = new TinyRun(Robot);
        var outcome = run.Execute();

        var last = run.Events.OfType<MetricEvent>()
            .Where(metric => metric.Name.StartsWith(MetricNames.Agreement, StringComparison.Ordinal) && metric.Step == 12)
            .DistinctBy(metric => metric.Name)
            .ToDictionary(metric => metric.Name[MetricNames.Agreement.Length..], metric => metric.Value);
        Assert.Equal(ArchitectureMetrics.All.Order(), last.Keys.Order());
        var values = outcome.Evaluations.Select(evaluated => evaluated.Evaluation.Values).ToList();
        Assert.Equal(
            RankCorrelation.KendallTau([.. values.Select(row => row["macs"])], [.. values.Select(row => row["accuracy"])]),
            last["macs"]);
    }

    [Fact]
    public void Execute_OneMetricTwice_SameEvaluations()
    {
        using var run = new TinyRun(Robot.Replace("\"rounds\": 4", "\"rounds\": 4, \"metrics\": [\"synflow\"]", StringComparison.Ordinal));
        var first = run.Execute("first");
        var second = run.Execute("second");

        Assert.Equal(
            first.Evaluations.Select(evaluated => (evaluated.Architecture.Id, evaluated.Evaluation.Values["accuracy"])),
            second.Evaluations.Select(evaluated => (evaluated.Architecture.Id, evaluated.Evaluation.Values["accuracy"])));
    }
}
