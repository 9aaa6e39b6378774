using NasStudio.Export.Latency;
using NasStudio.Runs.Estimates;

namespace NasStudio.Worker.Tests;

public sealed class PaceTests
{
    [Fact]
    public void Execute_ARun_LeavesItsPaceForTheNextEstimate()
    {
        using var run = new TinyRun("""{ "strategy": { "name": "random" }, "evaluations": 5, "objectives": ["accuracy", "latency"], "baseline": "none", "recalibrationImages": 64 }""");
        run.Execute();
        var pace = Assert.Single(new RunPaces(run.Folder).Of(ThisMachine.Processor));
        Assert.Equal(("tiny run", "tiny"), (pace.Source, pace.Space));
        Assert.All([pace.Training!, pace.Accuracy!, pace.Latency!], stage =>
        {
            Assert.True(stage.Low > 0);
            Assert.True(stage.High >= stage.Low);
            Assert.True(stage.Macs > 0);
        });
        Assert.Null(pace.Scoring);
        Assert.True(pace.OtherSeconds > 0);
        Assert.True(pace.PeakBytes >= pace.RuntimeBytes);
        Assert.True(pace.RuntimeBytes > 0);
        Assert.True(pace.CountedBytes > 0);
    }

    [Fact]
    public void Execute_CandidatesScoredFirst_MeasuresThatToo()
    {
        using var run = new TinyRun("""
            { "strategy": { "name": "robot", "candidates": 10, "rounds": 1 }, "evaluations": 4, "objectives": ["accuracy", "macs"], "baseline": "none", "recalibrationImages": 64 }
            """);
        run.Execute();
        var pace = Assert.Single(new RunPaces(run.Folder).Of(ThisMachine.Processor));
        Assert.True(pace.Scoring!.Middle > 0);
        Assert.Null(pace.Latency);
    }
}
