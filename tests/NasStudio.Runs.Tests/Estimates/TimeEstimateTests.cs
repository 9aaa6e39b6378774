using NasStudio.Runs.Estimates;

namespace NasStudio.Runs.Tests.Estimates;

public sealed class TimeEstimateTests
{
    private static readonly RunWork Work = RunWork.Of(FakePaces.Experiment, FakePaces.Images, CancellationToken.None);

    [Fact]
    public void Of_NothingMeasured_SaysSoInPlaceOfANumber()
    {
        Assert.Null(TimeEstimate.Of(Work, [], out var missing));
        Assert.Equal("Not measured yet on this machine.", missing);
    }

    [Fact]
    public void Of_KnownPace_HoldsWorkTimesPace()
    {
        var time = TimeEstimate.Of(Work, [FakePaces.Pace(0.7, Work.MacsPerPass)], out var missing);
        Assert.Null(missing);
        var training = time!.Parts.Single(part => part.Name == "training");
        var exact = Work.TrainingMacs / 1e9 * 0.7;
        Assert.InRange(exact, training.Low, training.High);
        Assert.True(training.High < exact * 1.3, $"{training.High} against {exact}");
        Assert.Equal(time.High, time.Parts.Sum(part => part.High), 6);
        Assert.Contains("before", time.Basis, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_PacesOfUnlikeSubnets_IsWider()
    {
        var like = Training(FakePaces.Pace(0.7, Work.MacsPerPass));
        var unlike = Training(FakePaces.Pace(0.7, Work.MacsPerPass * 16));
        Assert.True(unlike.High / unlike.Low > 2 * (like.High / like.Low));
    }

    [Fact]
    public void Of_SeveralPaces_AsksTheMostAlike()
    {
        var training = Training(FakePaces.Pace(0.7, Work.MacsPerPass), FakePaces.Pace(70, Work.MacsPerPass * 100));
        Assert.True(training.High < Work.TrainingMacs / 1e9);
    }

    [Fact]
    public void Of_LatencyThatNobodyMeasured_SaysWhatIsMissing()
    {
        var experiment = FakePaces.Experiment with { Search = FakePaces.Experiment.Search with { Objectives = ["accuracy", "latency"] } };
        var work = RunWork.Of(experiment, FakePaces.Images, TestContext.Current.CancellationToken);
        Assert.Null(TimeEstimate.Of(work, [FakePaces.Pace(1, 1e6) with { Latency = null }], out var missing));
        Assert.StartsWith("Measuring latency", missing, StringComparison.Ordinal);
        Assert.Contains(TimeEstimate.Of(work, [FakePaces.Pace(1, 1e6)], out _)!.Parts, part => part.Name == "latencies");
    }

    [Fact]
    public void Memory_OfAnAverage_CountsOneCopyMore()
    {
        var averaged = FakePaces.Experiment with { Training = FakePaces.Experiment.Training with { WeightAverage = 0.99 } };
        Assert.Equal(4.0 * Work.Parameters, SpaceEstimate.CountedBytes(averaged, Work) - SpaceEstimate.CountedBytes(FakePaces.Experiment, Work), 1.0);
        Assert.Contains("not measured yet", SpaceEstimate.Memory(FakePaces.Experiment, Work, []).Basis, StringComparison.Ordinal);
    }

    [Fact]
    public void Memory_OfAMeasuredPeak_HoldsIt()
    {
        var counted = SpaceEstimate.CountedBytes(FakePaces.Experiment, Work);
        var pace = FakePaces.Pace(1, 1e6) with { CountedBytes = counted, PeakBytes = (300 << 20) + (long)(3 * counted) };
        var memory = SpaceEstimate.Memory(FakePaces.Experiment, Work, [pace]);
        Assert.InRange(pace.PeakBytes, memory.Low, memory.High);
        Assert.True(memory.High < 1.5 * pace.PeakBytes);
        Assert.Equal(300 << 20, memory.Parts.Single(part => part.Name == "libraries").Low);
    }

    [Fact]
    public void Disk_OfMoreEvaluations_Grows()
    {
        var few = SpaceEstimate.Disk(FakePaces.Experiment, Work);
        var many = FakePaces.Experiment with { Search = FakePaces.Experiment.Search with { Evaluations = 400 } };
        Assert.True(SpaceEstimate.Disk(many, RunWork.Of(many, FakePaces.Images, TestContext.Current.CancellationToken)).High > few.High);
    }

    private static EstimatePart Training(params RunPace[] paces) => TimeEstimate.Of(Work, paces, out _)!.Parts.Single(part => part.Name == "training");
}
