using NasStudio.Core.Predictors;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Tests.Predictors;

public sealed class PredictorReportTests
{
    [Fact]
    public void CrossValidate_TargetsThatFollowTheFeatures_BeatsMacs()
    {
        var (features, targets, macs) = Samples((row, _) => 70 + row[0] + (2 * row[1]) + (4 * row[2]));
        var report = PredictorReport.CrossValidate(() => new RidgePredictor(), features, targets, macs);

        Assert.True(report.BeatsMacs);
        Assert.InRange(report.Predictor.KendallTau, 0.9, 1);
        Assert.InRange(report.Predictor.Spearman, 0.9, 1);
        Assert.InRange(report.Predictor.RelativeError!.Value, 0, 0.005);
        Assert.InRange(report.Macs.KendallTau, 0, 0.3);
        Assert.InRange(report.Macs.RelativeError!.Value, 0.01, 0.05);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void CrossValidate_TargetsThatFollowMacsEitherWay_DoesNotBeatThem(int sign)
    {
        var (features, targets, macs) = Samples((_, size) => 100 + (sign * size / 10.0));
        var report = PredictorReport.CrossValidate(() => new RidgePredictor(), features, targets, macs);

        Assert.False(report.BeatsMacs);
        Assert.Equal(1, report.Macs.KendallTau, 12);
        Assert.Equal(1, report.Macs.Spearman, 12);
        Assert.InRange(report.Macs.RelativeError!.Value, 0, 0.001);
        Assert.InRange(report.Predictor.KendallTau, -0.4, 0.4);
    }

    [Fact]
    public void CrossValidate_EverySample_IsPredictedByOneThatHasNotSeenIt()
    {
        double[][] features = [.. Enumerable.Range(0, 11).Select(i => new double[] { i })];
        var fits = new List<int>();
        PredictorReport.CrossValidate(() => new Witness(fits), features, [.. Enumerable.Range(1, 11)], [.. Enumerable.Range(1, 11)], folds: 3);

        Assert.Equal([7, 7, 8], fits.Order());
    }

    [Fact]
    public void CrossValidate_SameSeed_GivesTheSame()
    {
        var (features, targets, macs) = Samples((row, size) => row[0] + size);

        Assert.Equal(Report(1), Report(1));
        Assert.NotEqual(Report(1), Report(2));
        PredictorReport Report(ulong seed) => PredictorReport.CrossValidate(() => new RidgePredictor(), features, targets, macs, seed: seed);
    }

    [Fact]
    public void CrossValidate_AMeasuredZero_HasRanksButNoRelativeError()
    {
        var report = PredictorReport.CrossValidate(() => new RidgePredictor(), [[0], [1], [2], [3]], [0, 1, 2, 3], [1, 2, 3, 4], folds: 4);

        Assert.Null(report.Predictor.RelativeError);
        Assert.Null(report.Macs.RelativeError);
        Assert.Equal(1, report.Macs.KendallTau);
    }

    [Fact]
    public void CrossValidate_WhatDoesNotFit_IsRefused()
    {
        Refused("1 targets and 2 MACs for 2 feature vectors", [[1], [2]], [1], [1, 2], 2);
        Refused("1 folds of 2 samples", [[1], [2]], [1, 2], [1, 2], 1);
        Refused("3 folds of 2 samples", [[1], [2]], [1, 2], [1, 2], 3);
    }

    private static void Refused(string message, double[][] features, double[] targets, long[] macs, int folds)
    {
        var error = Assert.Throws<ArgumentException>(() => PredictorReport.CrossValidate(() => new RidgePredictor(), features, targets, macs, folds));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    /// <summary>80 rows of 6 zeros and ones, and MACs that have nothing to do with them.</summary>
    private static (double[][] Features, double[] Targets, long[] Macs) Samples(Func<double[], long, double> target)
    {
        var random = new SeededRandom(1, "test");
        double[][] features = [.. Enumerable.Range(0, 80).Select(_ => Enumerable.Range(0, 6).Select(_ => random.NextBool() ? 1.0 : 0).ToArray())];
        long[] macs = [.. features.Select(_ => (long)random.NextInt(1_000_000) % 1000)];
        return (features, [.. features.Zip(macs, target)], macs);
    }

    /// <summary>Complains where it is asked about what it was fitted to, and notes how much that was.</summary>
    private sealed class Witness(List<int> fits) : IPredictor
    {
        private readonly HashSet<double> _seen = [];

        public void Fit(IReadOnlyList<double[]> features, IReadOnlyList<double> targets)
        {
            fits.Add(features.Count);
            _seen.UnionWith(features.Select(row => row[0]));
        }

        public Prediction Predict(ReadOnlySpan<double> features)
        {
            Assert.DoesNotContain(features[0], _seen);
            return new Prediction(features[0], 0);
        }
    }
}
