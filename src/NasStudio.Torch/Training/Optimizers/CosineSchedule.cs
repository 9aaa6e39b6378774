namespace NasStudio.Torch.Training.Optimizers;

/// <summary>Half a cosine from the peak down to the minimum (Loshchilov, Hutter 2017).</summary>
/// <param name="Steps">Of the whole training, the warm-up included.</param>
internal sealed record CosineSchedule(WarmUp WarmUp, long Steps, double Minimum = 0) : ILearningRateSchedule
{
    public double At(long step) => WarmUp.Holds(step)
        ? WarmUp.At(step)
        : Minimum + ((WarmUp.Peak - Minimum) / 2 * (1 + Math.Cos(Math.PI * (step - WarmUp.Steps) / Math.Max(1, Steps - WarmUp.Steps))));
}
