using static TorchSharp.torch;

namespace NasStudio.Torch.Execution;

/// <summary>
/// How a forward pass normalises in its batch norms, one entry a batch norm in the order of the plan: by the batch alone
/// (training), by the batch while gathering its statistics (recalibration), or by given statistics (evaluation).
/// </summary>
internal sealed record Normalization(Tensor[]? Means, Tensor[]? Variances, bool ByBatch, double Momentum = 0)
{
    /// <summary>By the batch alone; nothing is recorded.</summary>
    public static Normalization Batch { get; } = new(null, null, ByBatch: true);

    public Tensor? Mean(int norm) => Means?[norm];

    public Tensor? Variance(int norm) => Variances?[norm];
}
