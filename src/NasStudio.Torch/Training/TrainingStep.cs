using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Sampling;

namespace NasStudio.Torch.Training;

/// <summary>What one step of the training did.</summary>
/// <param name="Step">Number of the step, the first is 0.</param>
/// <param name="Images">Images of the batch; every draw sees all of them.</param>
/// <param name="Macs">Multiply-accumulates of the forward passes of all draws over the batch.</param>
/// <param name="GradientNorm">Global L2 norm before clipping.</param>
public sealed record TrainingStep(
    long Step,
    double LearningRate,
    ImmutableArray<DrawLoss> Draws,
    int Images,
    long Macs,
    double GradientNorm);

/// <param name="Loss">Mean over the batch: cross-entropy to the labels, or to the step's largest draw where it distils.</param>
public sealed record DrawLoss(Architecture Architecture, DrawRole Role, double Loss);
