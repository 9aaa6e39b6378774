namespace NasStudio.Torch.Training;

/// <summary>Linear from 0 over the warm-up, then half a cosine down to 0 (Loshchilov, Hutter 2017).</summary>
internal sealed record LearningRateSchedule(double Peak, long Steps, double WarmUp)
{
    private readonly long _warmUpSteps = (long)Math.Ceiling(Steps * WarmUp);

    /// <param name="step">From 0. The first step of a warm-up already moves: it has 1 / warm-up steps of the peak.</param>
    public double At(long step) => step < _warmUpSteps
        ? Peak * (step + 1) / _warmUpSteps
        : Peak / 2 * (1 + Math.Cos(Math.PI * (step - _warmUpSteps) / Math.Max(1, Steps - _warmUpSteps)));
}
