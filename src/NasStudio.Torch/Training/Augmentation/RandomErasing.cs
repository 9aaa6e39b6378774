using NasStudio.Core.Randomness;

namespace NasStudio.Torch.Training.Augmentation;

/// <summary>
/// Fills a random rectangle with normal noise (Zhong et al. 2020; sizes and noise a pixel as in timm: 2 to 33 % of the area,
/// sides 3 : 10 to 10 : 3).
/// </summary>
internal sealed class RandomErasing(double probability) : IImageAugmentation
{
    private const int Attempts = 10;
    private const double SmallestArea = 0.02;
    private const double LargestArea = 1.0 / 3;
    private const double FlattestAspect = 0.3;

    public void Apply(Span<float> image, ImageLayout layout, SeededRandom random)
    {
        if (!random.NextBool(probability))
        {
            return;
        }

        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var area = layout.Plane * (SmallestArea + (random.NextDouble() * (LargestArea - SmallestArea)));
            var aspect = Math.Exp((random.NextDouble() - 0.5) * 2 * Math.Log(1 / FlattestAspect));
            var height = (int)Math.Round(Math.Sqrt(area * aspect));
            var width = (int)Math.Round(Math.Sqrt(area / aspect));
            if (height > 0 && width > 0 && height < layout.Height && width < layout.Width)
            {
                var top = random.NextInt(layout.Height - height + 1);
                var left = random.NextInt(layout.Width - width + 1);
                Fill(image, layout, (top, left, height, width), random);
                return;
            }
        }
    }

    private static void Fill(Span<float> image, ImageLayout layout, (int Top, int Left, int Height, int Width) box, SeededRandom random)
    {
        for (var channel = 0; channel < layout.Channels; channel++)
        {
            for (var y = box.Top; y < box.Top + box.Height; y++)
            {
                foreach (ref var value in image.Slice((channel * layout.Plane) + (y * layout.Width) + box.Left, box.Width))
                {
                    value = (float)random.NextGaussian();
                }
            }
        }
    }
}
