namespace NasStudio.Datasets;

/// <summary>
/// The images of one experiment: a stratified validation part and a training part of the training split, drawn by the seed.
/// The test split is read apart, once, at the end.
/// </summary>
public sealed record ExperimentImages(LabeledImages Train, LabeledImages Validation)
{
    /// <param name="trainLimit">Images trained on; null: all that validation leaves.</param>
    /// <exception cref="ArgumentException">More is asked for than the split holds.</exception>
    public static ExperimentImages Draw(LabeledImages trainingSplit, int? trainLimit, int validation, ulong seed) =>
        throw new NotImplementedException($"{trainingSplit}{trainLimit}{validation}{seed}");
}

/// <summary>Per-channel statistics of the training images, pixels in 0..1: x = (pixel / 255 − Mean) / Deviation.</summary>
public sealed record ImageNormalization(System.Collections.Immutable.ImmutableArray<float> Mean, System.Collections.Immutable.ImmutableArray<float> Deviation)
{
    public static ImageNormalization Of(LabeledImages images) => throw new NotImplementedException($"{images}");
}
