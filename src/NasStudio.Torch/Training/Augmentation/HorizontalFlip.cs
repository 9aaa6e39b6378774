using NasStudio.Core.Randomness;

namespace NasStudio.Torch.Training.Augmentation;

/// <summary>Mirrors an image, left to right.</summary>
internal sealed class HorizontalFlip(double probability) : IImageAugmentation
{
    public void Apply(Span<float> image, ImageLayout layout, SeededRandom random)
    {
        if (!random.NextBool(probability))
        {
            return;
        }

        for (var row = 0; row < layout.Channels * layout.Height; row++)
        {
            image.Slice(row * layout.Width, layout.Width).Reverse();
        }
    }
}
