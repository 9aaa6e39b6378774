using NasStudio.Torch.Training.Losses;
using static TorchSharp.torch;

namespace NasStudio.Torch.Training.Augmentation;

/// <summary>The images of one step, as its draws see them and as they are.</summary>
/// <param name="Images">Normalised [batch, C, H, W].</param>
/// <param name="CleanImages">The same images before any augmentation.</param>
/// <param name="CleanLabels">int64 [batch].</param>
internal sealed record Batch(Tensor Images, LabelTargets Labels, Tensor CleanImages, Tensor CleanLabels)
{
    /// <summary>What a model outside of the supernet says of <see cref="Images"/>: class probabilities [batch, classes]; null where there is none.</summary>
    public Tensor? Teacher { get; init; }
}
