using NasStudio.Core.Networks;
using NasStudio.Export.Weights;
using NasStudio.Torch.Execution;
using NasStudio.Torch.Runtime;
using NasStudio.Torch.Supernets;
using static TorchSharp.torch;

namespace NasStudio.Torch.Evaluation;

/// <summary>Classifies images with subnets of a supernet. Every call from one thread.</summary>
/// <param name="supernet">Stays the caller's.</param>
/// <param name="batchSize">Images of a forward pass.</param>
public sealed class SubnetEvaluator(Supernet supernet, int batchSize = 256) : IDisposable
{
    private readonly PlanCache _plans = new();

    private readonly Lanes _lanes = new();

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
        var size = Math.Min(batchSize, Math.Min(count, images.Count));
        var batches = Math.Min(count, images.Count) / size;
        var statistics = _lanes.Run(Enumerable.Range(0, batches)
            .Select(batch => (Func<float[][]>)(() => StatisticsOf(plan, parameters, images.Pixels, batch * size, size))));

        var tensors = new Dictionary<string, FloatTensor>(StringComparer.Ordinal);
        for (var i = 0; i < plan.Norms.Length; i++)
        {
            tensors.Add($"{plan.Norms[i].Name}.mean", MeanOf(statistics, 2 * i));
            tensors.Add($"{plan.Norms[i].Name}.var", MeanOf(statistics, (2 * i) + 1));
        }

        return new BatchNormStatistics(tensors, batches * size);
    }

    /// <summary>Part of the images classified correctly, 0..1.</summary>
    public double Accuracy(Network network, BatchNormStatistics statistics, PreparedImages images)
    {
        var correct = Classify(network, statistics, images, images.Count, (start, logits) =>
            logits.argmax(1).eq(images.Labels.narrow(0, start, logits.shape[0])).sum().item<long>());
        return (double)correct.Sum() / images.Count;
    }

    /// <summary>Logits [image][class] of the first <paramref name="count"/> images.</summary>
    public float[][] Logits(Network network, BatchNormStatistics statistics, PreparedImages images, int count) =>
        [.. Classify(network, statistics, images, count, (_, logits) => logits.data<float>().ToArray().Chunk((int)logits.shape[1])).SelectMany(rows => rows)];

    public void Dispose()
    {
        _lanes.Dispose();
        _plans.Dispose();
    }

    /// <summary>Mean and (unbiased) variance of one batch, alternately, a batch norm after the other.</summary>
    private static float[][] StatisticsOf(Plan plan, Tensor[] parameters, Tensor pixels, int start, int size)
    {
        using var guard = inference_mode();
        using var scope = NewDisposeScope();
        var means = plan.Norms.Select(norm => zeros(ChannelsOf(norm))).ToArray();
        var variances = plan.Norms.Select(norm => zeros(ChannelsOf(norm))).ToArray();

        // Momentum 1: the batch replaces what was there.
        plan.Forward(pixels.narrow(0, start, size), parameters, new Normalization(means, variances, ByBatch: true, Momentum: 1));
        return [.. means.Zip(variances).SelectMany(pair => new[] { pair.First, pair.Second }).Select(vector => vector.data<float>().ToArray())];
    }

    private static FloatTensor MeanOf(float[][][] batches, int vector)
    {
        var mean = new float[batches[0][vector].Length];
        for (var channel = 0; channel < mean.Length; channel++)
        {
            mean[channel] = (float)batches.Average(batch => (double)batch[vector][channel]);
        }

        return new FloatTensor([mean.Length], mean);
    }

    private static int ChannelsOf(Layer norm) => norm.Parameter("weight").Axes[0].Length;

    private static Tensor[] Statistics(Plan plan, BatchNormStatistics statistics, string quantity) =>
        [.. plan.Norms.Select(norm => tensor(statistics.Tensors[$"{norm.Name}.{quantity}"].Values))];

    private T[] Classify<T>(Network network, BatchNormStatistics statistics, PreparedImages images, int count, Func<int, Tensor, T> read)
    {
        using var guard = inference_mode();
        using var scope = NewDisposeScope();
        var plan = PlanOf(network);
        var parameters = plan.Bind(supernet);
        var normalization = new Normalization(Statistics(plan, statistics, "mean"), Statistics(plan, statistics, "var"), ByBatch: false);
        return _lanes.Run(Enumerable.Range(0, (count + batchSize - 1) / batchSize).Select(batch => (Func<T>)(() =>
        {
            using var laneGuard = inference_mode();
            using var laneScope = NewDisposeScope();
            var start = batch * batchSize;
            var pixels = images.Pixels.narrow(0, start, Math.Min(batchSize, count - start));
            return read(start, plan.Forward(pixels, parameters, normalization));
        })));
    }

    /// <summary>By reference: a caller that evaluates a network passes the same object to each call.</summary>
    private Plan PlanOf(Network network) => _plans.Get(network, () => network);
}
