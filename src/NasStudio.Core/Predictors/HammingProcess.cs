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
    private Evidence? _evidence;
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
        if (anew || _noise <= 0)
        {
            Choose(distances, standardised, decisions);
        }
        else
        {
            _evidence = Evidence.Of(new Cholesky(Kernel(distances, _correlations), _noise), standardised);
        }

        _coefficients = Array.ConvertAll(_evidence!.Coefficients, coefficient => coefficient * deviation);
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

    private void Choose(int[][] distances, double[] targets, int decisions)
    {
        _evidence = null;
        foreach (var farthest in Farthest)
        {
            var correlations = Correlations(farthest, decisions);
            var kernel = Kernel(distances, correlations);
            foreach (var noise in Noises)
            {
                var evidence = Evidence.Of(new Cholesky(kernel, noise), targets);
                if (_evidence is null || evidence.LogLikelihood > _evidence.LogLikelihood + 1e-6)
                {
                    (_evidence, _correlations, _noise) = (evidence, correlations, noise);
                }
            }
        }
    }

    private static double[][] Kernel(int[][] distances, double[] correlations) =>
        Array.ConvertAll(distances, row => Array.ConvertAll(row, distance => correlations[distance]));

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
}
