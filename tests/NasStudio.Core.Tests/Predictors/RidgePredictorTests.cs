using NasStudio.Core.Predictors;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Tests.Predictors;

public sealed class RidgePredictorTests
{
    [Fact]
    public void Predict_TwoSamples_IsAsComputedByHand()
    {
        // Centred and scaled the samples are -1 and 1, features and targets alike, and every strength leaves the same error
        // out: λ = 10, w = 2 / (2 + 10). Residuals 5/6, free 1 - 1/2 - 1/12: σ² = 5/3 of the targets' variance 1/4.
        var ridge = Fitted([[0], [1]], [0, 1]);

        Assert.Equal(0.5 + (0.5 / 6), ridge.Predict([1]).Mean, 12);
        Assert.Equal(Math.Sqrt(5 / 12.0 * (1.5 + (1 / 12.0))), ridge.Predict([1]).Deviation, 12);
        Assert.Equal(0.5 - (0.5 / 6), ridge.Intercept, 12);
        Assert.Equal(1 / 6.0, ridge.Weights[0], 12);
    }

    [Fact]
    public void Predict_FeaturesThatAreAlwaysZeroAdded_GivesTheSameThroughTheDualForm()
    {
        var random = new SeededRandom(3, "test");
        var features = Enumerable.Range(0, 30).Select(_ => Draw(random, 8)).ToList();
        var targets = features.Select(row => 3 - row[0] + (2 * row[5]) + (0.3 * random.NextGaussian())).ToList();
        var primal = Fitted(features, targets);
        var dual = Fitted([.. features.Select(row => Padded(row, 60))], targets);

        for (var probe = 0; probe < 20; probe++)
        {
            var row = Draw(random, 8);
            var (one, other) = (primal.Predict(row), dual.Predict(Padded(row, 60)));
            Assert.Equal(one.Mean, other.Mean, 10);
            Assert.Equal(one.Deviation, other.Deviation, 10);
        }
    }

    [Theory]
    [InlineData(20)]
    [InlineData(150)]
    public void Predict_NoisyLinearTargets_CoversNewMeasurementsAsOftenAsTheDeviationSays(int samples)
    {
        const int Probes = 2_000;
        var random = new SeededRandom(11, "test");
        double Measure(double[] row) => row[0] - (2 * row[3]) + (0.5 * random.NextGaussian());
        var features = Enumerable.Range(0, samples).Select(_ => Draw(random, 10)).ToList();
        var ridge = Fitted(features, [.. features.Select(Measure)]);

        var within = Enumerable.Range(0, Probes).Count(_ =>
        {
            var row = Draw(random, 10);
            var prediction = ridge.Predict(row);
            return Math.Abs(Measure(row) - prediction.Mean) <= prediction.Deviation;
        });

        Assert.InRange(within / (double)Probes, 0.58, 0.80);
    }

    [Fact]
    public void Predict_FeatureWithALargeOffset_LosesNoDigits()
    {
        double[][] rows = [[0, 0], [1, 0], [0, 1], [1, 1], [2, 1], [3, 0]];
        double[] targets = [1, 2, 1.5, 2.5, 3.5, 4];
        var plain = Fitted(rows, targets);
        var offset = Fitted([.. rows.Select(row => new[] { row[0] + 1e6, row[1] })], targets);

        Assert.Equal(plain.Predict([1, 1]).Mean, offset.Predict([1e6 + 1, 1]).Mean, 6);
        Assert.Equal(plain.Predict([1, 1]).Deviation, offset.Predict([1e6 + 1, 1]).Deviation, 6);
    }

    [Fact]
    public void Mean_IndicesOfTheOnes_IsThatOfTheVector()
    {
        var random = new SeededRandom(5, "test");
        var features = Enumerable.Range(0, 20).Select(_ => Draw(random, 30)).ToList();
        var ridge = Fitted(features, [.. features.Select(row => row[1] + (4 * row[7]) - row[20])]);
        var probe = Draw(random, 30);
        int[] ones = [.. Enumerable.Range(0, 30).Where(index => probe[index] == 1)];

        Assert.Equal(ridge.Predict(probe).Mean, ridge.Mean(ones), 10);
    }

    [Fact]
    public void Mean_NothingFitted_IsRefused() => Assert.Throws<InvalidOperationException>(() => new RidgePredictor().Mean([]));

    private static RidgePredictor Fitted(IReadOnlyList<double[]> features, IReadOnlyList<double> targets)
    {
        var ridge = new RidgePredictor();
        ridge.Fit(features, targets);
        return ridge;
    }

    private static double[] Draw(SeededRandom random, int length) => [.. Enumerable.Range(0, length).Select(_ => random.NextBool() ? 1.0 : 0)];

    private static double[] Padded(double[] row, int length) => [.. row, .. new double[length - row.Length]];
}
