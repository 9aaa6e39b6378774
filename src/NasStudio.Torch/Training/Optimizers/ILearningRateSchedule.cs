namespace NasStudio.Torch.Training.Optimizers;

/// <summary>The learning rate as a pure function of the step.</summary>
internal interface ILearningRateSchedule
{
    /// <param name="step">From 0.</param>
    double At(long step);
}

/// <summary>Linear from 0 up to the peak. The first step already moves: it has 1 / steps of the peak.</summary>
/// <param name="Steps">0: none.</param>
internal sealed record WarmUp(double Peak, long Steps)
{
    public bool Holds(long step) => step < Steps;

    public double At(long step) => Peak * (step + 1) / Steps;
}
