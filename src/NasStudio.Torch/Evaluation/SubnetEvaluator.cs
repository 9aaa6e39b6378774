using NasStudio.Core.Networks;
using NasStudio.Torch.Supernets;

namespace NasStudio.Torch.Evaluation;

/// <summary>Classifies images with subnets of a supernet. Every call from one thread.</summary>
public sealed class SubnetEvaluator : IDisposable
{
    public SubnetEvaluator(Supernet supernet, int batchSize = 256) => throw new NotImplementedException($"{supernet}{batchSize}");

    /// <summary>
    /// Batch-norm statistics of a subnet: the mean over batches of the first <paramref name="count"/> images, whatever was
    /// evaluated before. Give training images.
    /// </summary>
    public BatchNormStatistics Recalibrate(Network network, PreparedImages images, int count) => throw new NotImplementedException($"{network}{images}{count}");

    /// <summary>Part of the images classified correctly, 0..1.</summary>
    public double Accuracy(Network network, BatchNormStatistics statistics, PreparedImages images) =>
        throw new NotImplementedException($"{network}{statistics}{images}");

    /// <summary>Logits [image][class] of the first <paramref name="count"/> images.</summary>
    public float[][] Logits(Network network, BatchNormStatistics statistics, PreparedImages images, int count) =>
        throw new NotImplementedException($"{network}{statistics}{images}{count}");

    public void Dispose() => throw new NotImplementedException();
}
