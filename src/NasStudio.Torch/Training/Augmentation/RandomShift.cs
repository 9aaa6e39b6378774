using NasStudio.Core.Randomness;

namespace NasStudio.Torch.Training.Augmentation;

/// <summary>Moves an image by up to so many pixels in each direction, uniformly: the random crop of the image padded with black.</summary>
internal sealed class RandomShift(int most) : IImageAugmentation
{
    public void Apply(Span<float> image, ImageLayout layout, SeededRandom random)
    {
        var right = random.NextInt((2 * most) + 1) - most;
        var down = random.NextInt((2 * most) + 1) - most;
        var (height, width) = (layout.Height, layout.Width);
        for (var channel = 0; channel < layout.Channels; channel++)
        {
            var plane = image.Slice(channel * layout.Plane, layout.Plane);
            var black = layout.Black(channel);
            for (var i = 0; i < height; i++)
            {
                // Rows in the order in which none is overwritten before it is read.
                var y = down > 0 ? height - 1 - i : i;
                var row = plane.Slice(y * width, width);
                if (y - down < 0 || y - down >= height)
                {
                    row.Fill(black);
                    continue;
                }

                var source = plane.Slice((y - down) * width, width);
                if (right >= 0)
                {
                    source[..(width - right)].CopyTo(row[right..]);
                    row[..right].Fill(black);
                }
                else
                {
                    source[-right..].CopyTo(row);
                    row[(width + right)..].Fill(black);
                }
            }
        }
    }
}
