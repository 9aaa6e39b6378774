using NasStudio.Torch.Training.Optimizers;

namespace NasStudio.Torch.Tests.Training.Optimizers;

public sealed class CosineScheduleTests
{
    [Fact]
    public void At_WarmUpAndCosine_RisesThenFalls()
    {
        var schedule = new CosineSchedule(new WarmUp(Peak: 0.1, Steps: 10), Steps: 110);

        Assert.Equal(0.01, schedule.At(0), 1e-12);
        Assert.Equal(0.1, schedule.At(9), 1e-12);
        Assert.Equal(0.1, schedule.At(10), 1e-12);
        Assert.Equal(0.05, schedule.At(60), 1e-12);
        Assert.InRange(schedule.At(109), 0, 0.0001);
    }

    [Fact]
    public void At_Minimum_IsWhereItEnds()
    {
        var schedule = new CosineSchedule(new WarmUp(0.1, 0), Steps: 100, Minimum: 0.02);

        Assert.Equal(0.1, schedule.At(0), 1e-12);
        Assert.Equal(0.06, schedule.At(50), 1e-12);
        Assert.Equal(0.02, schedule.At(100), 1e-12);
    }

    [Fact]
    public void At_NoWarmUp_StartsAtThePeak() => Assert.Equal(0.1, new CosineSchedule(new WarmUp(0.1, 0), 3).At(0));

    [Fact]
    public void At_WarmUpOnly_EndsAtThePeak() => Assert.Equal(0.1, new CosineSchedule(new WarmUp(0.1, 3), 3).At(2), 1e-12);
}
