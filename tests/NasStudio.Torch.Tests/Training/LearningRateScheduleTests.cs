using NasStudio.Torch.Training;

namespace NasStudio.Torch.Tests.Training;

public sealed class LearningRateScheduleTests
{
    [Fact]
    public void At_WarmUpAndCosine_RisesThenFalls()
    {
        var schedule = new LearningRateSchedule(Peak: 0.1, Steps: 110, WarmUp: 10 / 110.0);

        Assert.Equal(0.01, schedule.At(0), 1e-12);
        Assert.Equal(0.1, schedule.At(9), 1e-12);
        Assert.Equal(0.1, schedule.At(10), 1e-12);
        Assert.Equal(0.05, schedule.At(60), 1e-12);
        Assert.InRange(schedule.At(109), 0, 0.0001);
    }

    [Fact]
    public void At_NoWarmUp_StartsAtThePeak() => Assert.Equal(0.1, new LearningRateSchedule(0.1, 3, WarmUp: 0).At(0));

    [Fact]
    public void At_WarmUpOnly_EndsAtThePeak() => Assert.Equal(0.1, new LearningRateSchedule(0.1, 3, WarmUp: 1).At(2), 1e-12);
}
