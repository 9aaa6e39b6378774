using NasStudio.Core.Costs;
using NasStudio.Core.Spaces;
using NasStudio.Runs.Protocol;

namespace NasStudio.Worker.Tests;

/// <summary>Whole runs that look for the best subnet within bounds.</summary>
public sealed class ConstrainedEvolutionRunTests
{
    [Fact]
    public void Execute_WindowOfMacs_EvaluatesNothingOutsideButTheEnds()
    {
        using var run = new TinyRun("""
            {
              "strategy": { "name": "constrained-evolution", "population": 4 }, "evaluations": 14, "baseline": "none",
              "objectives": ["accuracy", "macs"], "constraints": { "macs": { "min": 100000, "max": 160000 } }, "recalibrationImages": 64
            }
            """);
        var outcome = run.Execute();

        Assert.Equal(14, outcome.Evaluations.Count);
        Assert.All(outcome.Evaluations.Skip(2), evaluated => Assert.InRange(evaluated.Evaluation.Values["macs"], 100000, 160000));
        Assert.All(outcome.Front, index => Assert.True(outcome.Evaluations[index].Evaluation.Feasible));
    }

    [Fact]
    public void Execute_NarrowWindow_EndsWhereNoFurtherSubnetLiesInIt()
    {
        using var probe = new TinyRun("""{ "evaluations": 2, "objectives": ["accuracy", "macs"] }""");
        var space = new SearchSpace(probe.Experiment.SearchSpace);
        var smallest = NetworkCost.MacsOf(space.Expand(space.Smallest, new(1, 28, 28, 10)));
        using var run = new TinyRun($$"""
            {
              "strategy": { "name": "constrained-evolution", "population": 4 }, "evaluations": 30, "baseline": "none",
              "objectives": ["accuracy", "macs"], "constraints": { "macs": { "max": {{smallest}} } }, "recalibrationImages": 64
            }
            """);
        var outcome = run.Execute();

        Assert.Equal(2, outcome.Evaluations.Count);
        Assert.Contains(run.Events.OfType<LogEvent>(), entry => entry.Message.Contains("finds no other within the constraints", StringComparison.Ordinal));
    }

    [Fact]
    public void Execute_LatencyBelowTheSmallestSubnets_FailsNamingIt()
    {
        using var run = new TinyRun("""
            {
              "strategy": { "name": "constrained-evolution" }, "evaluations": 10, "baseline": "none",
              "objectives": ["accuracy", "macs"], "constraints": { "latency": { "max": 0.001 } }, "recalibrationImages": 64
            }
            """);

        var error = Assert.Throws<InvalidDataException>(() => run.Execute());

        Assert.StartsWith("search.constraints.latency.max: 0.001 ms is below the smallest subnet's latency, measured as ", error.Message, StringComparison.Ordinal);
        Assert.Single(run.Events.OfType<EvaluationEvent>());
    }
}
