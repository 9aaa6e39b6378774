using NasStudio.Core.Randomness;
using NasStudio.Core.Statistics;

namespace NasStudio.Core.Predictors;

/// <summary>
/// How well a predictor foretells what it was not fitted to, beside the multiply-accumulates alone: across sizes any predictor
/// looks good, for larger networks are better and slower; one that does not beat MACs is not worth its measurements.
/// </summary>
/// <param name="Macs">
/// The baseline. Ranks: those of the MACs themselves, in whichever direction agrees (small is good for a latency). Error: a
/// straight line on the MACs, fitted to the same folds.
/// </param>
public sealed record PredictorReport(PredictorQuality Predictor, PredictorQuality Macs)
{
    /// <summary>Whether the predictor orders what it has not seen better than MACs do, by Kendall's τ.</summary>
    public bool BeatsMacs => Predictor.KendallTau > Macs.KendallTau;

    /// <summary>
    /// Cross-validates: the samples are shuffled by the seed and dealt into folds, and every fold is predicted from the others.
    /// </summary>
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

        if (folds < 2 || folds > features.Count)
        {
            throw new ArgumentException($"{folds} folds of {features.Count} samples; use at least 2 folds and at most one per sample.", nameof(folds));
        }

        int[] order = [.. Enumerable.Range(0, features.Count)];
        new SeededRandom(seed, "folds").Shuffle<int>(order);
        double[] measured = [.. targets];
        double[][] sizes = [.. macs.Select(count => new[] { (double)count })];
        var direct = HeldOut(create, features, targets, order, folds);
        var line = HeldOut(() => new RidgePredictor(), sizes, targets, order, folds);
        double[] counts = [.. sizes.Select(size => size[0])];
        return new PredictorReport(
            new PredictorQuality(RankCorrelation.KendallTau(direct, measured), RankCorrelation.Spearman(direct, measured), Error(direct, measured)),
            new PredictorQuality(
                Math.Abs(RankCorrelation.KendallTau(counts, measured)),
                Math.Abs(RankCorrelation.Spearman(counts, measured)),
                Error(line, measured)));
    }

    /// <summary>Every sample's prediction by a predictor fitted to the other folds.</summary>
    private static double[] HeldOut(Func<IPredictor> create, IReadOnlyList<double[]> features, IReadOnlyList<double> targets, int[] order, int folds)
    {
        var predictions = new double[order.Length];
        for (var fold = 0; fold < folds; fold++)
        {
            int[] others = [.. order.Where((_, position) => position % folds != fold)];
            var predictor = create();
            predictor.Fit([.. others.Select(sample => features[sample])], [.. others.Select(sample => targets[sample])]);
            for (var position = fold; position < order.Length; position += folds)
            {
                predictions[order[position]] = predictor.Predict(features[order[position]]).Mean;
            }
        }

        return predictions;
    }

    private static double? Error(double[] predicted, double[] measured) =>
        measured.Contains(0) ? null : Statistics.RelativeError.MeanAbsolutePercentage(predicted, measured);
}

/// <param name="KendallTau">τ-b of predicted and measured values; see <see cref="RankCorrelation"/>.</param>
/// <param name="Spearman">ρ of the same.</param>
/// <param name="RelativeError">Mean absolute percentage error as a fraction; null where a measured value is 0.</param>
public sealed record PredictorQuality(double KendallTau, double Spearman, double? RelativeError);
