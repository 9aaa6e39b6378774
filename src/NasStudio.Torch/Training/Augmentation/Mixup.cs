using NasStudio.Core.Randomness;

namespace NasStudio.Torch.Training.Augmentation;

/// <summary>Blends two images: λ of one, 1 − λ of the other, λ from Beta(α, α), one for the batch (Zhang et al. 2018).</summary>
internal sealed class Mixup(double alpha) : IBatchMixing
{
    public double Apply(Span<float> images, ImageLayout layout, SeededRandom random)
    {
        var share = BetaDraw.Symmetric(alpha, random);
        var own = (float)share;

        // The images at places i and count − 1 − i are blended with each other; one in the middle stays what it is.
        var count = images.Length / layout.Size;
        for (var first = 0; first < count / 2; first++)
        {
            var one = images.Slice(first * layout.Size, layout.Size);
            var other = images.Slice((count - 1 - first) * layout.Size, layout.Size);
            for (var i = 0; i < one.Length; i++)
            {
                (one[i], other[i]) = ((own * one[i]) + ((1 - own) * other[i]), (own * other[i]) + ((1 - own) * one[i]));
            }
        }

        return share;
    }
}
