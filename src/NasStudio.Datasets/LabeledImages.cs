namespace NasStudio.Datasets;

/// <summary>Images as bytes [Count, Channels, Height, Width] and one label each.</summary>
public sealed class LabeledImages
{
    /// <exception cref="ArgumentException">Pixels do not fit the shape and the number of labels.</exception>
    public LabeledImages(int channels, int height, int width, byte[] pixels, int[] labels)
    {
        if (pixels.LongLength != (long)labels.Length * channels * height * width)
        {
            throw new ArgumentException($"{pixels.LongLength} bytes are not {labels.Length} images of {channels}×{height}×{width}.", nameof(pixels));
        }

        (Channels, Height, Width, Pixels, Labels) = (channels, height, width, pixels, labels);
    }

    public int Channels { get; }

    public int Height { get; }

    public int Width { get; }

    public byte[] Pixels { get; }

    public int[] Labels { get; }

    public int Count => Labels.Length;

    /// <summary>Bytes of one image.</summary>
    public int ImageBytes => Channels * Height * Width;

    /// <summary>The images with these indices, in this order.</summary>
    public LabeledImages Select(ReadOnlySpan<int> indices)
    {
        var pixels = new byte[(long)indices.Length * ImageBytes];
        var labels = new int[indices.Length];
        for (var i = 0; i < indices.Length; i++)
        {
            Pixels.AsSpan(indices[i] * ImageBytes, ImageBytes).CopyTo(pixels.AsSpan(i * ImageBytes));
            labels[i] = Labels[indices[i]];
        }

        return new LabeledImages(Channels, Height, Width, pixels, labels);
    }
}
