namespace NasStudio.Core.Predictors;

/// <summary>
/// An exact Gaussian process on choices. Its kernel is a product over decisions: 1 for equal choices, and ρ / (1 + γ·|difference of
/// their effects|) for others (<see cref="ChoiceEffects"/>), so choices that do much the same are close, and a decision that
/// matters little separates little. The fraction is positive definite by Pólya's criterion, and a product holds interactions of
/// every order, weighted down by their order. ρ, γ and the noise maximise the log marginal likelihood on a grid, the signal's
/// variance in closed form (Rasmussen and Williams 2006, equation 2.30). IEEE basic operations but for the logarithm that
/// chooses the grid point.
/// </summary>
/// <param name="choices">Number of choices of each decision.</param>
public sealed class ChoiceProcess(int[] choices)
{
    /// <summary>ρ to the power of the number of decisions: correlation of two architectures that differ in all of them, effects aside.</summary>
    private static readonly double[] Farthest = [1, 0.8, 0.5, 0.2, 0.05, 0.01];

    /// <summary>γ times the number of decisions, in units of the effects' standard deviation.</summary>
    private static readonly double[] Contrasts = [0, 0.3, 1, 2, 4];

    /// <summary>Variance of the noise as a part of the signal's; the first goes with the choice of the kernel.</summary>
    private static readonly double[] Noises = [0.05, 0.2, 0.005];

    /// <summary>Where the similarities of a decision begin: a square of them each.</summary>
    private readonly int[] _offsets = [.. choices.Select((_, decision) => choices.Take(decision).Sum(count => count * count))];

    /// <summary>Choices of all samples, one sample after the other.</summary>
    private int[] _samples = [];
    private double[] _similarities = [];
    private double[] _coefficients = [];
    private (double Farthest, double Contrast) _kernel;
    private double _mean;
    private double _noise;

    /// <param name="samples">Canonical choice indices.</param>
    /// <param name="targets">One finite number per sample.</param>
    /// <param name="anew">Whether ρ, γ and the noise are chosen anew (32 fits), or kept from the last fit.</param>
    public void Fit(int[][] samples, double[] targets, bool anew)
    {
        _samples = [.. samples.SelectMany(sample => sample)];
        _mean = targets.Average();
        var variance = targets.Sum(target => (target - _mean) * (target - _mean)) / targets.Length;
        if (variance <= 1e-300)
        {
            _coefficients = [];
            return;
        }

        var deviation = Math.Sqrt(variance);
        var standardised = Array.ConvertAll(targets, target => (target - _mean) / deviation);
        var effects = ChoiceEffects.Of(samples, standardised, choices);
        var evidence = anew || _noise <= 0 ? Choose(samples, effects, standardised) : Weigh(samples, effects, standardised);
        _coefficients = Array.ConvertAll(evidence.Coefficients, coefficient => coefficient * deviation);
    }

    /// <param name="architecture">Canonical choice indices.</param>
    public double Mean(ReadOnlySpan<int> architecture)
    {
        Span<int> rows = stackalloc int[architecture.Length];
        for (var decision = 0; decision < rows.Length; decision++)
        {
            rows[decision] = _offsets[decision] + (architecture[decision] * choices[decision]);
        }

        var sum = _mean;
        ReadOnlySpan<int> sample = _samples;
        foreach (var coefficient in _coefficients)
        {
            var product = coefficient;
            for (var decision = 0; decision < rows.Length; decision++)
            {
                product *= _similarities[rows[decision] + sample[decision]];
            }

            sum += product;
            sample = sample[rows.Length..];
        }

        return sum;
    }

    /// <summary>The kernel at a middling noise, then the noise.</summary>
    private Evidence Choose(int[][] samples, double[][] effects, double[] targets)
    {
        Evidence? best = null;
        foreach (var kernel in Farthest.SelectMany(farthest => Contrasts.Select(contrast => (farthest, contrast))).Where(kernel => kernel is not (1, 0)))
        {
            var evidence = Evidence.Of(new Cholesky(Matrix(samples, Similarities(effects, kernel)), Noises[0]), targets);
            if (best is null || IsBetter(evidence, best))
            {
                (best, _kernel, _noise) = (evidence, kernel, Noises[0]);
            }
        }

        _similarities = Similarities(effects, _kernel);
        var matrix = Matrix(samples, _similarities);
        foreach (var noise in Noises[1..])
        {
            var evidence = Evidence.Of(new Cholesky(matrix, noise), targets);
            if (IsBetter(evidence, best!))
            {
                (best, _noise) = (evidence, noise);
            }
        }

        return best!;
    }

    private Evidence Weigh(int[][] samples, double[][] effects, double[] targets)
    {
        _similarities = Similarities(effects, _kernel);
        return Evidence.Of(new Cholesky(Matrix(samples, _similarities), _noise), targets);
    }

    /// <summary>By more than logarithms of different systems differ.</summary>
    private static bool IsBetter(Evidence evidence, Evidence best) => evidence.LogLikelihood > best.LogLikelihood + 1e-6;

    /// <summary>Correlations of the samples: lower triangle with diagonal.</summary>
    private double[][] Matrix(int[][] samples, double[] similarities)
    {
        var matrix = new double[samples.Length][];
        for (var row = 0; row < matrix.Length; row++)
        {
            matrix[row] = new double[row + 1];
            for (var column = 0; column <= row; column++)
            {
                var product = 1.0;
                for (var decision = 0; decision < choices.Length; decision++)
                {
                    product *= similarities[_offsets[decision] + (samples[row][decision] * choices[decision]) + samples[column][decision]];
                }

                matrix[row][column] = product;
            }
        }

        return matrix;
    }

    private static double[] Similarities(double[][] effects, (double Farthest, double Contrast) kernel)
    {
        var all = effects.SelectMany(effect => effect).ToArray();
        var mean = all.Average();
        var spread = Math.Sqrt(all.Sum(effect => (effect - mean) * (effect - mean)) / all.Length);
        var root = Root(kernel.Farthest, effects.Length);
        var rate = kernel.Contrast / (effects.Length * Math.Max(spread, 1e-12));
        return
        [
            .. effects.SelectMany(effect => effect.SelectMany((first, row) =>
                effect.Select((second, column) => row == column ? 1 : root / (1 + (rate * Math.Abs(first - second)))))),
        ];
    }

    /// <summary>The n-th root by bisection: the system's power function differs between systems in the last place.</summary>
    private static double Root(double value, int degree)
    {
        var (low, high) = (0.0, 1.0);
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            var power = 1.0;
            for (var factor = 0; factor < degree; factor++)
            {
                power *= middle;
            }

            (low, high) = power < value ? (middle, high) : (low, middle);
        }

        return high;
    }
}
