using static TorchSharp.torch;

namespace NasStudio.Torch.Training.Losses;

/// <summary>The labels of a batch, where images were mixed those of two images each.</summary>
/// <param name="Labels">int64 [batch].</param>
/// <param name="Others">int64 [batch], of the images mixed in; null where none were.</param>
/// <param name="Share">Of <paramref name="Labels"/>, 0..1; the others have the rest.</param>
internal sealed record LabelTargets(Tensor Labels, Tensor? Others = null, double Share = 1)
{
    /// <summary>Cross-entropy with the labels, mean over the batch; with two labels that with their mixture.</summary>
    public Tensor CrossEntropy(Tensor logits, double smoothing)
    {
        var first = nn.functional.cross_entropy(logits, Labels, label_smoothing: smoothing);
        return Others is null
            ? first
            : first.mul(Share).add(nn.functional.cross_entropy(logits, Others, label_smoothing: smoothing).mul(1 - Share));
    }
}
