namespace NasStudio.Core.Predictors;

/// <summary>
/// How well a predictor foretells what it was not fitted to, beside the multiply-accumulates alone: across sizes any predictor
/// looks good, for larger networks are better and slower; one that does not beat MACs is not worth its measurements.
/// </summary>
/// <param name="Macs">The baseline; see <see cref="PredictorQuality.OfMacs"/>.</param>
public sealed record PredictorReport(PredictorQuality Predictor, PredictorQuality Macs)
{
    /// <summary>Whether the predictor orders what it has not seen better than MACs do, by Kendall's τ.</summary>
    public bool BeatsMacs => Predictor.Beats(Macs);

    /// <summary>Cross-validates; see <see cref="CrossValidation"/>.</summary>
    /// <param name="create">A predictor that knows nothing yet.</param>
    /// <param name="macs">Multiply-accumulates, one per sample.</param>
    /// <param name="folds">At least 2, at most the number of samples (leave-one-out).</param>
    /// <exception cref="ArgumentException">The lengths or the folds do not fit, or a number is not finite.</exception>
    public static PredictorReport CrossValidate(
        Func<IPredictor> create,
        IReadOnlyList<double[]> features,
        IReadOnlyList<double> targets,
        IReadOnlyList<long> macs,
        int folds = 5,
        ulong seed = 0)
    {
        if (targets.Count != features.Count || macs.Count != features.Count)
        {
            throw new ArgumentException($"{targets.Count} targets and {macs.Count} MACs for {features.Count} feature vectors; give one each.", nameof(features));
        }

        double[] measured = [.. targets];
        return new PredictorReport(
            PredictorQuality.Of(CrossValidation.Predict(create, features, targets, folds, seed), measured),
            PredictorQuality.OfMacs([.. macs.Select(count => (double)count)], measured, folds, seed));
    }
}
