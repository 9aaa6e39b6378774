using NasStudio.Core.Experiments;
using NasStudio.Core.Randomness;

namespace NasStudio.Torch.Training.Augmentation;

/// <summary>
/// The augmentations of a training. What becomes of a batch is a pure function of its images, the seed and the step, so that
/// a training that goes on sees the batches of one that was never interrupted, on whatever thread they are prepared.
/// </summary>
internal sealed class BatchAugmentation
{
    private readonly ulong _seed;
    private readonly IImageAugmentation[] _images;
    private readonly IBatchMixing[] _mixings;
    private readonly double _mixed;

    public BatchAugmentation(AugmentationOptions options, ulong seed)
    {
        (_seed, _mixed) = (seed, options.Mixed);
        _images =
        [
            .. options.Shift > 0 ? [new RandomShift(options.Shift)] : Array.Empty<IImageAugmentation>(),
            .. options.Flip > 0 ? [new HorizontalFlip(options.Flip)] : Array.Empty<IImageAugmentation>(),
            .. options.Operations > 0 ? [new RandAugment(options.Operations, options.Magnitude)] : Array.Empty<IImageAugmentation>(),
            .. options.Erase > 0 ? [new RandomErasing(options.Erase)] : Array.Empty<IImageAugmentation>(),
        ];
        _mixings =
        [
            .. options.Mixup > 0 ? [new Mixup(options.Mixup)] : Array.Empty<IBatchMixing>(),
            .. options.Cutmix > 0 ? [new Cutmix(options.Cutmix)] : Array.Empty<IBatchMixing>(),
        ];
    }

    /// <summary>Changes the images of a step in place.</summary>
    /// <param name="images">Normalised [batch, C, H, W].</param>
    /// <returns>The share of an image's own label; the label at its place from the end has the rest. 1: none were mixed.</returns>
    public double Apply(Span<float> images, ImageLayout layout, long step)
    {
        var random = new SeededRandom(_seed, "augmentation", step);
        foreach (var augmentation in _images)
        {
            for (var start = 0; start < images.Length; start += layout.Size)
            {
                augmentation.Apply(images.Slice(start, layout.Size), layout, random);
            }
        }

        return _mixings.Length > 0 && random.NextBool(_mixed)
            ? _mixings[random.NextInt(_mixings.Length)].Apply(images, layout, random)
            : 1;
    }
}
