using NasStudio.Core.Experiments;
using NasStudio.Runs.Protocol;

namespace NasStudio.Worker.Tests;

/// <summary>A whole run that measures the first latencies and estimates the others.</summary>
public sealed class EstimatedLatencyTests
{
    [Fact]
    public void Execute_Regression_EstimatesAfterTheFirstAndMeasuresTheFrontAgain()
    {
        using var run = new TinyRun("""
            {
              "strategy": { "name": "random" }, "evaluations": 14, "baseline": "none", "recalibrationImages": 64,
              "objectives": ["accuracy", "latency"], "latency": { "model": "regression", "measured": 10 }
            }
            """);
        Assert.Equal(run.Experiment.Search.Latency, new LatencyOptions("regression", 10));
        var outcome = run.Execute();

        var origins = outcome.Evaluations.Select(evaluated => evaluated.Evaluation.Latency!).ToList();
        Assert.Equal([.. Enumerable.Repeat("measured", 10), .. Enumerable.Repeat("estimated", 4)], origins.Select(origin => origin.Origin));
        Assert.All(origins.Take(10), origin => Assert.Null(origin.Estimate));
        Assert.All(origins.Skip(10), origin =>
        {
            Assert.Equal(10, origin.Estimate!.Measured);
            Assert.InRange(origin.Estimate.RelativeError, 0, 10);
            Assert.Equal((0, origins[0].Device), (origin.Runs, origin.Device));
        });
        Assert.All(outcome.Evaluations, evaluated => Assert.True(evaluated.Evaluation.Values["latency"] > 0));
        Assert.Single(run.Events.OfType<LogEvent>(), entry => entry.Message.StartsWith("Latency is estimated from now on by ridge regression", StringComparison.Ordinal));

        Assert.All(outcome.Final, final => Assert.Equal("measured", final.Latency!.Origin));
        Assert.All(outcome.Evaluations, evaluated => Assert.Null(evaluated.Evaluation.Accuracy!.BeforeRecalibration));
        Assert.Null(outcome.Final[1].Accuracy!.BeforeRecalibration);
        Assert.Contains(outcome.Final, final => final.Accuracy!.BeforeRecalibration is >= 0 and <= 1);
    }
}
