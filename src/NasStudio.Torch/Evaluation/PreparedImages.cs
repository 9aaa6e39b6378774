using System.Collections.Immutable;
using NasStudio.Datasets;
using NasStudio.Torch.Runtime;
using static TorchSharp.torch;

namespace NasStudio.Torch.Evaluation;

/// <summary>Images as one normalised float tensor [Count, Channels, Height, Width], and their labels.</summary>
public sealed class PreparedImages : IDisposable
{
    /// <param name="normalization">x = (pixel / 255 − mean) / deviation, a channel.</param>
    public PreparedImages(LabeledImages images, ImageNormalization normalization)
    {
        TorchRuntime.Load();
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        long[] shape = [images.Count, images.Channels, images.Height, images.Width];
        var pixels = tensor(images.Pixels, shape, ScalarType.Byte).to(ScalarType.Float32);
        var factor = PerChannel(normalization.Deviation, deviation => 1 / (255 * deviation));
        var offset = PerChannel(normalization.Mean, mean => mean).div(PerChannel(normalization.Deviation, deviation => deviation));
        Pixels = pixels.mul_(factor).sub_(offset).DetachFromDisposeScope();
        Labels = tensor(Array.ConvertAll(images.Labels, label => (long)label)).DetachFromDisposeScope();
        Count = images.Count;
        Normalization = normalization;
    }

    public int Count { get; }

    /// <summary>With which <see cref="Pixels"/> were made.</summary>
    internal ImageNormalization Normalization { get; }

    internal Tensor Pixels { get; }

    /// <summary>int64 [Count].</summary>
    internal Tensor Labels { get; }

    public void Dispose()
    {
        Pixels.Dispose();
        Labels.Dispose();
    }

    private static Tensor PerChannel(ImmutableArray<float> values, Func<float, float> of) =>
        tensor(values.Select(of).ToArray()).view(1, -1, 1, 1);
}
