using NasStudio.Core.Randomness;

namespace NasStudio.Torch.Training;

/// <summary>
/// Which images a step sees: every epoch a permutation of its own, cut into full batches. A pure function of seed and step.
/// </summary>
internal sealed class BatchOrder
{
    private readonly ulong _seed;
    private readonly long[] _permutation;
    private long _epoch = -1;

    public BatchOrder(int images, int batchSize, ulong seed)
    {
        _seed = seed;
        _permutation = new long[images];
        BatchSize = Math.Min(batchSize, images);
        BatchesPerEpoch = images / BatchSize;
    }

    /// <summary>As asked for, or all images where there are fewer.</summary>
    public int BatchSize { get; }

    public int BatchesPerEpoch { get; }

    public long[] Batch(long step)
    {
        var epoch = step / BatchesPerEpoch;
        if (epoch != _epoch)
        {
            for (var i = 0; i < _permutation.Length; i++)
            {
                _permutation[i] = i;
            }

            new SeededRandom(_seed, "training order", epoch).Shuffle(_permutation.AsSpan());
            _epoch = epoch;
        }

        return _permutation.AsSpan((int)(step % BatchesPerEpoch) * BatchSize, BatchSize).ToArray();
    }
}
