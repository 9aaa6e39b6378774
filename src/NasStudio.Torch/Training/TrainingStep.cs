using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Sampling;

namespace NasStudio.Torch.Training;

/// <summary>What one step of the training did.</summary>
/// <param name="Step">Number of the step, the first is 0.</param>
/// <param name="Images">Images of the batch; every draw sees all of them.</param>
/// <param name="Macs">Multiply-accumulates of the forward passes of all draws and scores over the batch.</param>
/// <param name="GradientNorm">Global L2 norm before clipping.</param>
/// <param name="Figures">The sampler's, by name; empty where it has none.</param>
public sealed record TrainingStep(
    long Step,
    double LearningRate,
    ImmutableArray<DrawLoss> Draws,
    int Images,
    long Macs,
    double GradientNorm,
    ImmutableArray<KeyValuePair<string, double>> Figures);

/// <param name="Loss">Mean over the batch: cross-entropy to the draw's target.</param>
/// <param name="Macs">Multiply-accumulates of the subnet, one image.</param>
public sealed record DrawLoss(Draw Draw, double Loss, long Macs)
{
    public Architecture Architecture => Draw.Architecture;

    public DrawRole Role => Draw.Role;
}
