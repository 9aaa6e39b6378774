using NasStudio.Torch.Training.Optimizers;

namespace NasStudio.Torch.Tests.Training.Optimizers;

public sealed class ExponentialScheduleTests
{
    [Fact]
    public void At_AfterTheWarmUp_FallsByTheFactorAndStaysAtTheFloor()
    {
        var schedule = new ExponentialSchedule(new WarmUp(Peak: 0.4, Steps: 10), DecaySteps: 5, Factor: 0.5, Floor: 0.05);

        Assert.Equal(0.2, schedule.At(4), 1e-12);
        Assert.Equal(0.4, schedule.At(10), 1e-12);
        Assert.Equal(0.2, schedule.At(15), 1e-12);
        Assert.Equal(0.1, schedule.At(20), 1e-12);
        Assert.Equal(0.4 * Math.Pow(0.5, 0.2), schedule.At(11), 1e-12);
        Assert.Equal(0.02, schedule.At(1000), 1e-12);
    }
}
