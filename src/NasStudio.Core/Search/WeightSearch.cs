using NasStudio.Core.Predictors;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Search;

/// <summary>
/// Bayesian optimisation of a weight vector in [−1, 1]ⁿ: a Gaussian process on the vectors tried, and the upper confidence bound
/// mean + 2.576 deviations, highest among random vectors and ones near the best (κ of the library that RoBoT uses).
/// </summary>
internal static class WeightSearch
{
    private const double Kappa = 2.576;
    private const int RandomVectors = 500;
    private const int NearVectors = 200;
    private const double Nearness = 0.2;

    /// <summary>The next vector to try; a random one before anything is known.</summary>
    /// <param name="tried">Vectors with the reward of each, larger is better.</param>
    public static double[] Next(IReadOnlyList<(double[] Weights, double Reward)> tried, int length, SeededRandom random)
    {
        if (tried.Count == 0)
        {
            return Draw(length, random);
        }

        var process = new GaussianProcessPredictor();
        process.Fit([.. tried.Select(trial => trial.Weights)], [.. tried.Select(trial => trial.Reward)]);
        var best = tried.MaxBy(trial => trial.Reward).Weights;
        var (highest, chosen) = (double.NegativeInfinity, best);
        for (var draw = 0; draw < RandomVectors + NearVectors; draw++)
        {
            var weights = draw < RandomVectors ? Draw(length, random) : Near(best, random);
            var (mean, deviation) = process.Predict(weights);
            if (mean + (Kappa * deviation) > highest)
            {
                (highest, chosen) = (mean + (Kappa * deviation), weights);
            }
        }

        return chosen;
    }

    private static double[] Draw(int length, SeededRandom random)
    {
        var weights = new double[length];
        for (var i = 0; i < length; i++)
        {
            weights[i] = (2 * random.NextDouble()) - 1;
        }

        return weights;
    }

    private static double[] Near(double[] weights, SeededRandom random) =>
        Array.ConvertAll(weights, weight => Math.Clamp(weight + (Nearness * ((2 * random.NextDouble()) - 1)), -1, 1));
}
