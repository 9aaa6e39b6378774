using NasStudio.Core.Randomness;

namespace NasStudio.Torch.Training.Augmentation;

/// <summary>Mixes each image of a batch with the one at its place from the end.</summary>
internal interface IBatchMixing
{
    /// <summary>Changes the images in place.</summary>
    /// <param name="images">Normalised [batch, C, H, W].</param>
    /// <param name="random">The step's.</param>
    /// <returns>The share, 0..1, that an image's own label keeps.</returns>
    double Apply(Span<float> images, ImageLayout layout, SeededRandom random);
}
