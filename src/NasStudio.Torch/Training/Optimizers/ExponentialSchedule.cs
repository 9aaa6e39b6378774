namespace NasStudio.Torch.Training.Optimizers;

/// <summary>Falls by a constant factor and ends at a constant floor (Yu et al. 2020, BigNAS, section 3.2).</summary>
/// <param name="DecaySteps">Steps in which the factor comes once.</param>
/// <param name="Floor">As a part of the peak.</param>
internal sealed record ExponentialSchedule(WarmUp WarmUp, double DecaySteps, double Factor, double Floor) : ILearningRateSchedule
{
    public double At(long step) => WarmUp.Holds(step)
        ? WarmUp.At(step)
        : WarmUp.Peak * Math.Max(Math.Pow(Factor, (step - WarmUp.Steps) / DecaySteps), Floor);
}
