using NasStudio.Core.Statistics;

namespace NasStudio.Core.Predictors;

/// <summary>How well held-out predictions agree with what was measured.</summary>
/// <param name="KendallTau">τ-b of predicted and measured values; see <see cref="RankCorrelation"/>.</param>
/// <param name="Spearman">ρ of the same.</param>
/// <param name="RelativeError">Mean absolute percentage error as a fraction; null where a measured value is 0.</param>
public sealed record PredictorQuality(double KendallTau, double Spearman, double? RelativeError)
{
    public static PredictorQuality Of(double[] predicted, double[] measured) => new(
        RankCorrelation.KendallTau(predicted, measured), RankCorrelation.Spearman(predicted, measured), Error(predicted, measured));

    /// <summary>
    /// The baseline: multiply-accumulates alone. Ranks are those of the MACs themselves, in whichever direction agrees (small is
    /// good for a latency); the error is that of a straight line on the MACs, cross-validated.
    /// </summary>
    /// <param name="macs">One per measured value.</param>
    /// <exception cref="ArgumentException">The lengths or the folds do not fit, or a number is not finite.</exception>
    public static PredictorQuality OfMacs(double[] macs, double[] measured, int folds = 5, ulong seed = 0)
    {
        var line = CrossValidation.Predict(() => new RidgePredictor(), [.. macs.Select(count => new[] { count })], measured, folds, seed);
        return new(Math.Abs(RankCorrelation.KendallTau(macs, measured)), Math.Abs(RankCorrelation.Spearman(macs, measured)), Error(line, measured));
    }

    /// <summary>Whether this orders what it has not seen better than that, by Kendall's τ.</summary>
    public bool Beats(PredictorQuality other) => KendallTau > other.KendallTau;

    private static double? Error(double[] predicted, double[] measured) =>
        measured.Contains(0) ? null : Statistics.RelativeError.MeanAbsolutePercentage(predicted, measured);
}
