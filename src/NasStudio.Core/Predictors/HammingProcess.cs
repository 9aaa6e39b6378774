namespace NasStudio.Core.Predictors;

/// <summary>
/// An exact Gaussian process on choices with the kernel ρ^d, d the number of decisions in which two architectures differ: the
/// product of one kernel per decision, which holds interactions of every order, weighted down by their order. ρ and the noise
/// maximise the log marginal likelihood on a grid, the signal's variance in closed form (Rasmussen and Williams 2006, equation
/// 2.30). As d is a small integer, a prediction is one table lookup per sample. IEEE basic operations but for the
/// logarithm that chooses the grid point.
/// </summary>
internal sealed class HammingProcess
{
    /// <summary>Correlation of two architectures that differ in every decision: ρ^n.</summary>
    private static readonly double[] Farthest = [0.5, 0.2, 0.05, 0.01];

    /// <summary>Variance of the noise as a part of the signal's.</summary>
    private static readonly double[] Noises = [0.2, 0.05, 0.005];

    private double[] _correlations = [];
    private double[] _coefficients = [];
    private double _mean;
    private double _noise;

    /// <param name="distances">Lower triangle with diagonal: decisions in which two samples differ.</param>
    /// <param name="targets">One finite number per sample.</param>
    /// <param name="decisions">Of the space: the largest distance.</param>
    /// <param name="anew">Whether ρ and the noise are chosen anew (12 fits), or kept from the last fit.</param>
    public void Fit(int[][] distances, double[] targets, int decisions, bool anew)
    {
        _mean = targets.Average();
        var variance = targets.Sum(target => (target - _mean) * (target - _mean)) / targets.Length;
        if (variance <= 1e-300)
        {
            (_coefficients, _correlations) = (new double[targets.Length], Correlations(Farthest[0], decisions));
            return;
        }

        var deviation = Math.Sqrt(variance);
        var standardised = Array.ConvertAll(targets, target => (target - _mean) / deviation);
        var best = anew || _noise <= 0 ? Choose(distances, standardised, decisions) : Solve(distances, standardised, _correlations, _noise);
        (_correlations, _noise) = (best.Correlations, best.Noise);
        _coefficients = Array.ConvertAll(best.Coefficients, coefficient => coefficient * deviation);
    }

    /// <param name="distances">To each sample, in their order.</param>
    public double Mean(ReadOnlySpan<int> distances)
    {
        var sum = _mean;
        for (var sample = 0; sample < distances.Length; sample++)
        {
            sum += _coefficients[sample] * _correlations[distances[sample]];
        }

        return sum;
    }

    private static Solution Choose(int[][] distances, double[] targets, int decisions)
    {
        Solution? best = null;
        foreach (var farthest in Farthest)
        {
            var correlations = Correlations(farthest, decisions);
            foreach (var noise in Noises)
            {
                var solution = Solve(distances, targets, correlations, noise);
                best = best is null || solution.Likelihood > best.Likelihood + 1e-6 ? solution : best;
            }
        }

        return best!;
    }

    private static Solution Solve(int[][] distances, double[] targets, double[] correlations, double noise)
    {
        var kernel = Array.ConvertAll(distances, row => Array.ConvertAll(row, distance => correlations[distance]));
        var factor = new Cholesky(kernel, noise);
        var coefficients = factor.Solve(targets);
        var signal = Vectors.Dot(targets, coefficients) / targets.Length;
        var likelihood = -0.5 * ((targets.Length * Math.Log(Math.Max(signal, 1e-300))) + factor.LogDeterminant);
        return new Solution(coefficients, correlations, noise, likelihood);
    }

    /// <summary>1, ρ, ρ², … with ρ the n-th root, by bisection: the system's power function differs between systems in the last place.</summary>
    private static double[] Correlations(double farthest, int decisions)
    {
        var (low, high) = (0.0, 1.0);
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = Powers(middle, decisions)[^1] < farthest ? (middle, high) : (low, middle);
        }

        return Powers(high, decisions);
    }

    private static double[] Powers(double root, int highest)
    {
        var powers = new double[highest + 1];
        powers[0] = 1;
        for (var power = 1; power <= highest; power++)
        {
            powers[power] = powers[power - 1] * root;
        }

        return powers;
    }

    private sealed record Solution(double[] Coefficients, double[] Correlations, double Noise, double Likelihood);
}
