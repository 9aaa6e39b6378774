namespace NasStudio.Core.Experiments;

/// <summary>
/// How the images of a step differ from those of the data set. All draws of a step see the same ones; a sampler's scores are
/// taken on the images and labels as they are.
/// </summary>
public sealed record AugmentationOptions
{
    public const int MaximumShift = 64;
    public const int MaximumOperations = 8;
    public const double MaximumMagnitude = 10;
    public const double MaximumMixing = 100;

    /// <summary>Probability that an image is mirrored, left to right.</summary>
    public double Flip { get; init; }

    /// <summary>An image is moved by up to so many pixels in each direction, uniformly; what comes in is black.</summary>
    public int Shift { get; init; }

    /// <summary>Operations of RandAugment on an image, each with probability ½ (Cubuk et al. 2020; timm); 0: none.</summary>
    public int Operations { get; init; }

    /// <summary>Strength of the operations, 0..10, with a normal deviation of ½.</summary>
    public double Magnitude { get; init; } = 9;

    /// <summary>Probability that a rectangle of an image is filled with noise (Zhong et al. 2020).</summary>
    public double Erase { get; init; }

    /// <summary>α of mixup (Zhang et al. 2018); 0: none.</summary>
    public double Mixup { get; init; }

    /// <summary>α of CutMix (Yun et al. 2019); 0: none. With both, each batch has one of them, with probability ½.</summary>
    public double Cutmix { get; init; }

    /// <summary>Probability that a batch is mixed at all.</summary>
    public double Mixed { get; init; } = 1;

    public bool Mixes => Mixup > 0 || Cutmix > 0;

    /// <summary>Whether any image changes.</summary>
    public bool IsOn => Flip > 0 || Shift > 0 || Operations > 0 || Erase > 0 || (Mixes && Mixed > 0);
}
