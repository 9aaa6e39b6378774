using NasStudio.Core.Randomness;

namespace NasStudio.Torch.Training.Augmentation;

/// <summary>
/// Exchanges a rectangle of two images, 1 − λ of the area before it is cut off at the border, λ from Beta(α, α), one for the
/// batch; the labels are shared by the area that is left (Yun et al. 2019).
/// </summary>
internal sealed class Cutmix(double alpha) : IBatchMixing
{
    public double Apply(Span<float> images, ImageLayout layout, SeededRandom random)
    {
        var side = Math.Sqrt(1 - BetaDraw.Symmetric(alpha, random));
        var (top, bottom) = Extent((int)(layout.Height * side), layout.Height, random);
        var (left, right) = Extent((int)(layout.Width * side), layout.Width, random);
        var count = images.Length / layout.Size;
        for (var first = 0; first < count / 2; first++)
        {
            var one = images.Slice(first * layout.Size, layout.Size);
            var other = images.Slice((count - 1 - first) * layout.Size, layout.Size);
            for (var row = 0; row < layout.Channels * (bottom - top); row++)
            {
                var start = (row / (bottom - top) * layout.Plane) + ((top + (row % (bottom - top))) * layout.Width) + left;
                for (var i = start; i < start + right - left; i++)
                {
                    (one[i], other[i]) = (other[i], one[i]);
                }
            }
        }

        return 1 - ((double)(bottom - top) * (right - left) / layout.Plane);
    }

    /// <summary>Of a side around a uniform centre, within the image.</summary>
    private static (int Start, int End) Extent(int side, int size, SeededRandom random)
    {
        var centre = random.NextInt(size);
        return (Math.Max(0, centre - (side / 2)), Math.Min(size, centre - (side / 2) + side));
    }
}
