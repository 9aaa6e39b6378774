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
    private readonly SoftTargets? _teacher;
    private readonly ImageLayout _layout;
    private readonly long _steps;
    private Task<Prepared>? _next;

    /// <param name="train">Stays the caller's; it must outlive this.</param>
    /// <param name="teacher">Asked about every batch, as it is augmented.</param>
    /// <param name="steps">Of the whole training; nothing is prepared for later ones.</param>
    public BatchSource(PreparedImages train, TrainingOptions options, long steps, ulong seed, SoftTargets? teacher = null)
    {
        (_train, _steps, _teacher) = (train, steps, teacher);
        _order = new BatchOrder(train.Count, options.BatchSize, seed);
        _augmentation = options.Augmentation.IsOn ? new BatchAugmentation(options.Augmentation, seed) : null;
        _layout = ImageLayout.Of(train.Pixels.shape, train.Normalization);
    }

    /// <summary>Images of a batch.</summary>
    public int BatchSize => _order.BatchSize;

    /// <summary>In the caller's dispose scope.</summary>
    public Batch At(long step)
    {
        var prepared = _augmentation is null && _teacher is null ? null : Take(step);
        var indices = tensor(prepared?.Indices ?? _order.Batch(step));
        var images = _train.Pixels.index_select(0, indices);
        var labels = _train.Labels.index_select(0, indices);
        if (prepared is null)
        {
            return new Batch(images, new LabelTargets(labels), images, labels);
        }

        var pixels = tensor(prepared.Pixels, [BatchSize, _layout.Channels, _layout.Height, _layout.Width]);
        var targets = prepared.Share < 1 ? new LabelTargets(labels, labels.flip(0), prepared.Share) : new LabelTargets(labels);
        return new Batch(pixels, targets, images, labels)
        {
            Teacher = prepared.Teacher is { } said ? tensor(said, [BatchSize, said.Length / BatchSize]) : null,
        };
    }

    /// <summary>Waits for what is being prepared; whether that succeeds matters to nobody any more.</summary>
    public void Dispose() => Task.WaitAny(_next ?? Task.CompletedTask);

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
        return Task.Run(() =>
        {
            var share = _augmentation?.Apply(pixels, _layout, step) ?? 1;
            return new Prepared(step, indices, pixels, share, _teacher?.Invoke(pixels));
        });
    }

    private sealed record Prepared(long Step, long[] Indices, float[] Pixels, double Share, float[]? Teacher);
}
