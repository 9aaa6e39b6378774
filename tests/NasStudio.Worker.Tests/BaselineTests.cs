using System.Text.Json;
using NasStudio.Core.Experiments;
using NasStudio.Core.Tables;
using NasStudio.Runs.Protocol;

namespace NasStudio.Worker.Tests;

/// <summary>Random search beside the strategy on one trained supernet, over several seeds.</summary>
public sealed class BaselineTests
{
    private const int Budget = 14;

    [Fact]
    public void Execute_TwoRepeatsWithBaseline_EvaluatesEverySubnetOnceAndSaysWhoAsked()
    {
        using var run = new TinyRun(Search(repeats: 2, "random"));
        var outcome = run.Execute();

        var evaluations = outcome.Evaluations.Select(pair => pair.Evaluation).ToList();
        Assert.Equal(evaluations.Count, evaluations.DistinctBy(evaluation => evaluation.SubnetId).Count());
        Assert.Equal([null, null], evaluations.Take(2).Select(evaluation => evaluation.Proposal));
        Assert.Equal(
            [("random", 1), ("random", 2), ("strategy", 1), ("strategy", 2)],
            evaluations.Skip(2).Select(evaluation => (evaluation.Proposal!.By, evaluation.Proposal.Repeat)).Distinct().Order());
        var progress = run.Events.OfType<ProgressEvent>().Last();
        Assert.Equal((evaluations.Count, evaluations.Count), (progress.EvaluationsDone, progress.EvaluationsPlanned));
        Assert.Contains(run.Events.OfType<LogEvent>(), entry => entry.Message.StartsWith($"After {Budget} evaluations, nsga2: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Execute_WithBaseline_WritesBothCurvesOfEverySeedAtTheWholeBudget()
    {
        using var run = new TinyRun(Search(repeats: 2, "random"));
        run.Execute();

        var convergence = Convergence(run);
        Assert.Null(convergence.TrueHypervolume);
        Assert.Equal([3UL, 4UL], convergence.Seeds.Select(seed => seed.Seed));
        Assert.All(convergence.Seeds, seed =>
        {
            Assert.Equal((Budget, Budget), (seed.Hypervolume.Length, seed.Random.Length));
            Assert.Equal(seed.Hypervolume.Order(), seed.Hypervolume);

            // Both begin with the smallest and the largest subnet.
            Assert.Equal(seed.Hypervolume[1], seed.Random[1]);
            Assert.InRange(seed.Random[^1], 1e-6, 1);
        });
        Assert.Equal(2, convergence.Comparison!.Seeds);
    }

    /// <summary>What random search finds out beside it must not change what a strategy is told, nor in which order.</summary>
    [Fact]
    public void Execute_BaselineOrNone_TheStrategySearchesTheSame()
    {
        using var alone = new TinyRun(Search(repeats: 1, "none"));
        using var beside = new TinyRun(Search(repeats: 1, "random"));
        var expected = alone.Execute();
        beside.Execute();

        Assert.Equal(Budget, expected.Evaluations.Count);
        Assert.Equal(Convergence(alone).Seeds[0].Hypervolume, Convergence(beside).Seeds[0].Hypervolume);
        Assert.Empty(Convergence(alone).Seeds[0].Random);
        var strategys = beside.Events.OfType<EvaluationEvent>().Select(entry => entry.Evaluation)
            .Where(evaluation => evaluation is { Fidelity: Fidelity.Search, Proposal: null or { By: Proposal.Strategy } }).Select(evaluation => evaluation.SubnetId).ToList();
        Assert.Equal(expected.Evaluations.Select(pair => pair.Evaluation.SubnetId).Where(strategys.Contains), strategys);
    }

    [Fact]
    public void Execute_StrategyIsRandomItself_TheBaselineDrawsOthers()
    {
        using var run = new TinyRun(Search(repeats: 1, "random").Replace("nsga2", "random", StringComparison.Ordinal));
        var outcome = run.Execute();

        Assert.InRange(outcome.Evaluations.Count(pair => pair.Evaluation.Proposal?.By == Proposal.Random), 1, Budget - 2);
    }

    private static Convergence Convergence(TinyRun run) =>
        JsonSerializer.Deserialize<Convergence>(File.ReadAllText(Path.Combine(run.Folder, "run", RunFolder.Convergence)), RunJson.Options)!;

    private static string Search(int repeats, string baseline) => $$"""
        {
          "strategy": { "name": "nsga2", "population": 8 }, "evaluations": {{Budget}}, "objectives": ["accuracy", "macs"],
          "recalibrationImages": 64, "repeats": {{repeats}}, "baseline": "{{baseline}}"
        }
        """;
}
