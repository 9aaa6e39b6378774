using NasStudio.Core.Experiments;
using NasStudio.Torch.Evaluation;
using NasStudio.Torch.Training.Losses;
using static TorchSharp.torch;

namespace NasStudio.Torch.Training.Augmentation;

/// <summary>
/// The batches of a training, a pure function of seed and step. Where images are augmented, the next step's are prepared in
/// managed memory on another thread while a step computes. Every call from one thread.
/// </summary>
internal sealed class BatchSource : IDisposable
{
    private readonly PreparedImages _train;
    private readonly BatchOrder _order;
    private readonly BatchAugmentation? _augmentation;
    private readonly ImageLayout _layout;
    private readonly long _steps;
    private Task<Prepared>? _next;

    /// <param name="train">Stays the caller's; it must outlive this.</param>
    /// <param name="steps">Of the whole training; nothing is prepared for later ones.</param>
    public BatchSource(PreparedImages train, TrainingOptions options, long steps, ulong seed)
    {
        (_train, _steps) = (train, steps);
        _order = new BatchOrder(train.Count, options.BatchSize, seed);
        _augmentation = options.Augmentation.IsOn ? new BatchAugmentation(options.Augmentation, seed) : null;
        _layout = ImageLayout.Of(train.Pixels.shape, train.Normalization);
    }

    /// <summary>Images of a batch.</summary>
    public int BatchSize => _order.BatchSize;

    /// <summary>In the caller's dispose scope.</summary>
    public Batch At(long step)
    {
        var augmented = _augmentation is null ? null : Take(step);
        var indices = tensor(augmented?.Indices ?? _order.Batch(step));
        var images = _train.Pixels.index_select(0, indices);
        var labels = _train.Labels.index_select(0, indices);
        return augmented is null
            ? new Batch(images, new LabelTargets(labels), images, labels)
            : new Batch(
                tensor(augmented.Pixels, [BatchSize, _layout.Channels, _layout.Height, _layout.Width]),
                augmented.Share < 1 ? new LabelTargets(labels, labels.flip(0), augmented.Share) : new LabelTargets(labels),
                images,
                labels);
    }

    public void Dispose() => _next?.Wait();

    /// <summary>The prepared batch of the step, and begins the one after it.</summary>
    private Prepared Take(long step)
    {
        var next = _next?.GetAwaiter().GetResult();
        var batch = next?.Step == step ? next : Begin(step).GetAwaiter().GetResult();
        _next = step + 1 < _steps ? Begin(step + 1) : null;
        return batch;
    }

    /// <summary>What runs on the other thread touches no tensor.</summary>
    private Task<Prepared> Begin(long step)
    {
        using var scope = NewDisposeScope();
        var indices = _order.Batch(step);
        var pixels = _train.Pixels.index_select(0, tensor(indices)).data<float>().ToArray();
        return Task.Run(() => new Prepared(step, indices, pixels, _augmentation!.Apply(pixels, _layout, step)));
    }

    private sealed record Prepared(long Step, long[] Indices, float[] Pixels, double Share);
}
