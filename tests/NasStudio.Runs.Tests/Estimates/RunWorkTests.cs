using NasStudio.Core.Costs;
using NasStudio.Core.Experiments;
using NasStudio.Core.Spaces;
using NasStudio.Runs.Estimates;

namespace NasStudio.Runs.Tests.Estimates;

public sealed class RunWorkTests
{
    [Fact]
    public void Of_Sandwich_CountsStepsAndTheDrawsOfEach()
    {
        var work = RunWork.Of(FakePaces.Experiment, FakePaces.Images, TestContext.Current.CancellationToken);
        Assert.Equal(20, work.Steps);
        Assert.Equal(4, work.PassesPerStep);
        Assert.Equal(work.MacsPerPass * 4 * 64 * 20, work.TrainingMacs, 1.0);
        var space = new SearchSpace(FakePaces.Experiment.SearchSpace);
        var input = new Core.Networks.NetworkInput(1, 28, 28, 10);
        Assert.InRange(work.MacsPerPass, NetworkCost.MacsOf(space.Expand(space.Smallest, input)), NetworkCost.MacsOf(space.Expand(space.Largest, input)));
        Assert.Equal(80, work.Evaluations);
        Assert.Equal(1512, work.ImagesPerEvaluation);
        Assert.False(work.MeasuresLatency);
    }

    [Theory]
    [InlineData("uniform")]
    [InlineData("complexity-aware")]
    [InlineData("performance-aware")]
    public void Of_EverySampler_CountsItsPasses(string sampler)
    {
        var experiment = FakePaces.Experiment with { Training = FakePaces.Experiment.Training with { Sampler = new SamplerOptions { Name = sampler } } };
        var work = RunWork.Of(experiment, FakePaces.Images, TestContext.Current.CancellationToken);
        Assert.InRange(work.PassesPerStep, 1, 20);
        Assert.True(work.TrainingMacs > 0);
    }

    [Fact]
    public void Of_LargestSubnet_NeverHasMoreParametersThanTheSupernet()
    {
        var work = RunWork.Of(FakePaces.Experiment, FakePaces.Images, TestContext.Current.CancellationToken);
        var space = new SearchSpace(FakePaces.Experiment.SearchSpace);
        Assert.True(work.Parameters >= NetworkCost.Of(space.Expand(space.Largest, new(1, 28, 28, 10))).Parameters);
    }

    [Fact]
    public void Of_SubnetsTrainedAlone_CountsTheirTrainings()
    {
        var experiment = FakePaces.Experiment with { StandAlone = new StandAloneOptions(3, 2, 2) };
        var work = RunWork.Of(experiment, FakePaces.Images, TestContext.Current.CancellationToken);
        Assert.Equal(3 * 2 * 2 * 640 * work.SubnetMacs, work.AloneMacs, 1.0);
    }
}
