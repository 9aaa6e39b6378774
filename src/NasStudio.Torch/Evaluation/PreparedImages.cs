using NasStudio.Datasets;

namespace NasStudio.Torch.Evaluation;

/// <summary>Images as one normalised float tensor [Count, Channels, Height, Width], and their labels.</summary>
public sealed class PreparedImages : IDisposable
{
    public PreparedImages(LabeledImages images, ImageNormalization normalization) => throw new NotImplementedException($"{images}{normalization}");

    public int Count => throw new NotImplementedException();

    public void Dispose() => throw new NotImplementedException();
}
