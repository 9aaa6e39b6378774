using System.Collections.Immutable;

namespace NasStudio.Datasets;

/// <summary>Per-channel statistics of the training images, pixels in 0..1: x = (pixel / 255 − Mean) / Deviation.</summary>
public sealed record ImageNormalization(ImmutableArray<float> Mean, ImmutableArray<float> Deviation)
{
    /// <summary>A channel without any variation gets deviation 1.</summary>
    /// <exception cref="ArgumentException">There is no image.</exception>
    public static ImageNormalization Of(LabeledImages images)
    {
        ArgumentOutOfRangeException.ThrowIfZero(images.Count, nameof(images));
        var plane = images.Height * images.Width;
        var pixels = (double)images.Count * plane;
        var (mean, deviation) = (new float[images.Channels], new float[images.Channels]);
        for (var channel = 0; channel < images.Channels; channel++)
        {
            // Whole numbers: exact, in whatever order the images come.
            var (sum, squares) = (0L, 0L);
            for (var start = channel * plane; start < images.Pixels.Length; start += images.ImageBytes)
            {
                foreach (var pixel in images.Pixels.AsSpan(start, plane))
                {
                    sum += pixel;
                    squares += pixel * pixel;
                }
            }

            var average = sum / pixels;
            var variance = (squares / pixels) - (average * average);
            mean[channel] = (float)(average / 255);
            deviation[channel] = variance > 0 ? (float)(Math.Sqrt(variance) / 255) : 1;
        }

        return new ImageNormalization([.. mean], [.. deviation]);
    }
}
