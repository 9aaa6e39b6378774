using NasStudio.Core.Randomness;

namespace NasStudio.Torch.Training.Augmentation;

/// <summary>A random change of one image that keeps its class.</summary>
internal interface IImageAugmentation
{
    /// <param name="image">Normalised [C, H, W], changed in place.</param>
    /// <param name="random">The image's own, of its step; everything random comes from it.</param>
    void Apply(Span<float> image, ImageLayout layout, SeededRandom random);
}
