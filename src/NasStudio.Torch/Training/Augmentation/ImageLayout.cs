using System.Collections.Immutable;
using NasStudio.Datasets;

namespace NasStudio.Torch.Training.Augmentation;

/// <summary>How an image lies in memory, and what its numbers mean: pixel = number × deviation + mean, in 0..1, a channel.</summary>
internal sealed record ImageLayout(int Channels, int Height, int Width, ImmutableArray<float> Mean, ImmutableArray<float> Deviation)
{
    public int Plane => Height * Width;

    public int Size => Channels * Plane;

    public static ImageLayout Of(ReadOnlySpan<long> shape, ImageNormalization normalization) =>
        new((int)shape[1], (int)shape[2], (int)shape[3], normalization.Mean, normalization.Deviation);

    /// <summary>The number of a black pixel.</summary>
    public float Black(int channel) => -Mean[channel] / Deviation[channel];
}
