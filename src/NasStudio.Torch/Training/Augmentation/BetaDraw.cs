using NasStudio.Core.Randomness;

namespace NasStudio.Torch.Training.Augmentation;

/// <summary>Draws from Beta(α, α), 0..1.</summary>
internal static class BetaDraw
{
    /// <summary>As X / (X + Y) of two gamma variates, by their logarithms: with a small α both would be 0.</summary>
    public static double Symmetric(double alpha, SeededRandom random)
    {
        var difference = LogGamma(alpha, random) - LogGamma(alpha, random);
        return 1 / (1 + Math.Exp(-difference));
    }

    /// <summary>Logarithm of a gamma variate of that shape, scale 1 (Marsaglia, Tsang 2000; boosted by U^(1/α)).</summary>
    private static double LogGamma(double shape, SeededRandom random)
    {
        var d = shape + 1 - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = random.NextGaussian();
            var v = Math.Pow(1 + (c * x), 3);
            var u = 1 - random.NextDouble();
            if (v > 0 && Math.Log(u) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
            {
                return Math.Log(d * v) + (Math.Log(1 - random.NextDouble()) / shape);
            }
        }
    }
}
