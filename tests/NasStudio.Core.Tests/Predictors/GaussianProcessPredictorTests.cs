using NasStudio.Core.Predictors;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Tests.Predictors;

public sealed class GaussianProcessPredictorTests
{
    [Fact]
    public void Predict_FartherFromTheData_HasALargerDeviationUpToThePriors()
    {
        var process = Fitted([.. Enumerable.Range(0, 20).Select(i => 0.25 * i)], x => Math.Sin(2 * x));
        double[] deviations = [.. new[] { 2.5, 5.2, 5.8, 7, 30 }.Select(x => process.Predict([x]).Deviation)];

        Assert.Equal(deviations.Order(), deviations);
        Assert.True(deviations[0] < 0.1 && deviations[^1] > 0.3, string.Join(' ', deviations));
        Assert.Equal(deviations[^1], process.Predict([1e9]).Deviation, 6);
    }

    [Fact]
    public void Predict_FarFromTheData_IsTheMeanOfTheTargets()
    {
        var process = Fitted([0, 1, 2, 3], x => x * x);

        Assert.Equal(3.5, process.Predict([1e6]).Mean, 9);
    }

    [Fact]
    public void Predict_SmoothFunction_FollowsItBetweenTheSamples()
    {
        var process = Fitted([.. Enumerable.Range(0, 25).Select(i => 0.25 * i)], x => 10 + Math.Sin(2 * x));

        Assert.All(Enumerable.Range(0, 60), i => Assert.Equal(10 + Math.Sin(0.2 * i), process.Predict([0.1 * i]).Mean, 0.05));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1)]
    public void Predict_NoisyFunction_FindsTheNoise(double noise)
    {
        var random = new SeededRandom(2, "test");
        var process = Fitted([.. Enumerable.Range(0, 200).Select(i => 0.03 * i)], x => (3 * Math.Sin(x)) + (noise * random.NextGaussian()));

        Assert.InRange(process.Predict([3]).Deviation, 0.8 * noise, 1.6 * noise);
        Assert.Equal(3 * Math.Sin(2), process.Predict([2]).Mean, noise);
    }

    private static GaussianProcessPredictor Fitted(double[] inputs, Func<double, double> function)
    {
        var process = new GaussianProcessPredictor();
        process.Fit([.. inputs.Select(x => new[] { x })], [.. inputs.Select(function)]);
        return process;
    }
}
