using NasStudio.Core.Networks;
using NasStudio.Export.Weights;
using NasStudio.Torch.Execution;
using NasStudio.Torch.Supernets;
using static TorchSharp.torch;

namespace NasStudio.Torch.Evaluation;

/// <summary>Classifies images with subnets of a supernet. Every call from one thread.</summary>
/// <param name="supernet">Stays the caller's.</param>
/// <param name="batchSize">Images of a forward pass.</param>
public sealed class SubnetEvaluator(Supernet supernet, int batchSize = 256) : IDisposable
{
    private readonly PlanCache _plans = new();

    /// <summary>
    /// Batch-norm statistics of a subnet: the mean over equal batches of the first <paramref name="count"/> images (a last,
    /// smaller batch is left out), whatever was evaluated before. Give training images.
    /// </summary>
    public BatchNormStatistics Recalibrate(Network network, PreparedImages images, int count)
    {
        using var guard = inference_mode();
        using var scope = NewDisposeScope();
        var plan = PlanOf(network);
        var parameters = plan.Bind(supernet);
        var means = plan.Norms.Select(norm => zeros(ChannelsOf(norm))).ToArray();
        var variances = plan.Norms.Select(norm => zeros(ChannelsOf(norm))).ToArray();
        var size = Math.Min(batchSize, Math.Min(count, images.Count));
        var batches = Math.Min(count, images.Count) / size;
        for (var batch = 0; batch < batches; batch++)
        {
            // The momentum of a cumulative mean: the first batch replaces what was there.
            var normalization = new Normalization(means, variances, ByBatch: true, 1.0 / (batch + 1));
            using var batchScope = NewDisposeScope();
            plan.Forward(images.Pixels.narrow(0, (long)batch * size, size), parameters, normalization);
        }

        var tensors = new Dictionary<string, FloatTensor>(StringComparer.Ordinal);
        for (var i = 0; i < means.Length; i++)
        {
            tensors.Add($"{plan.Norms[i].Name}.mean", Copy(means[i]));
            tensors.Add($"{plan.Norms[i].Name}.var", Copy(variances[i]));
        }

        return new BatchNormStatistics(tensors, batches * size);
    }

    /// <summary>Part of the images classified correctly, 0..1.</summary>
    public double Accuracy(Network network, BatchNormStatistics statistics, PreparedImages images)
    {
        var correct = 0L;
        Classify(network, statistics, images, images.Count, (start, logits) =>
        {
            var labels = images.Labels.narrow(0, start, logits.shape[0]);
            correct += logits.argmax(1).eq(labels).sum().item<long>();
        });
        return (double)correct / images.Count;
    }

    /// <summary>Logits [image][class] of the first <paramref name="count"/> images.</summary>
    public float[][] Logits(Network network, BatchNormStatistics statistics, PreparedImages images, int count)
    {
        var rows = new List<float[]>(count);
        Classify(network, statistics, images, count, (_, logits) => rows.AddRange(logits.data<float>().ToArray().Chunk((int)logits.shape[1])));
        return [.. rows];
    }

    public void Dispose() => _plans.Dispose();

    private static int ChannelsOf(Layer norm) => norm.Parameter("weight").Axes[0].Length;

    private static FloatTensor Copy(Tensor vector) => new([(int)vector.shape[0]], vector.data<float>().ToArray());

    private static Tensor[] Statistics(Plan plan, BatchNormStatistics statistics, string quantity) =>
        [.. plan.Norms.Select(norm => tensor(statistics.Tensors[$"{norm.Name}.{quantity}"].Values))];

    private void Classify(Network network, BatchNormStatistics statistics, PreparedImages images, int count, Action<int, Tensor> read)
    {
        using var guard = inference_mode();
        using var scope = NewDisposeScope();
        var plan = PlanOf(network);
        var parameters = plan.Bind(supernet);
        var normalization = new Normalization(Statistics(plan, statistics, "mean"), Statistics(plan, statistics, "var"), ByBatch: false);
        for (var start = 0; start < count; start += batchSize)
        {
            using var batchScope = NewDisposeScope();
            var batch = images.Pixels.narrow(0, start, Math.Min(batchSize, count - start));
            read(start, plan.Forward(batch, parameters, normalization));
        }
    }

    /// <summary>By reference: a caller that evaluates a network passes the same object to each call.</summary>
    private Plan PlanOf(Network network) => _plans.Get(network, () => network);
}
