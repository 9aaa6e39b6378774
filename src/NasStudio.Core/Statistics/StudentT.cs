namespace NasStudio.Core.Statistics;

/// <summary>Student's t distribution.</summary>
public static class StudentT
{
    /// <summary>The number below which t lies with the given probability.</summary>
    /// <param name="probability">Between 0 and 1, both excluded.</param>
    /// <param name="degrees">Degrees of freedom, at least 1.</param>
    public static double Quantile(double probability, int degrees)
    {
        if (!(probability is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability must lie between 0 and 1, both excluded.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(degrees, 1);
        if (probability < 0.5)
        {
            return -Quantile(1 - probability, degrees);
        }

        var (lower, upper) = (0.0, 1.0);
        while (Above(upper, degrees) > 1 - probability)
        {
            (lower, upper) = (upper, upper * 2);
        }

        // Bisection down to neighbouring numbers: at most some 60 steps, and nothing to go wrong.
        for (var middle = (lower + upper) / 2; middle > lower && middle < upper; middle = (lower + upper) / 2)
        {
            (lower, upper) = Above(middle, degrees) > 1 - probability ? (middle, upper) : (lower, middle);
        }

        return lower;
    }

    /// <summary>P(T &gt; t) for t ≥ 0: half of I_x(ν/2, 1/2) at x = ν / (ν + t²).</summary>
    private static double Above(double t, int degrees) => 0.5 * RegularisedBeta(degrees / (degrees + (t * t)), degrees / 2.0, 0.5);

    /// <summary>The regularised incomplete beta function I_x(a, b).</summary>
    private static double RegularisedBeta(double x, double a, double b)
    {
        if (x is 0 or 1)
        {
            return x;
        }

        // The continued fraction converges fast on one side of the mean; the other side is its mirror image.
        return x > (a + 1) / (a + b + 2)
            ? 1 - RegularisedBeta(1 - x, b, a)
            : Math.Exp((a * Math.Log(x)) + (b * Math.Log(1 - x)) + LogGamma(a + b) - LogGamma(a) - LogGamma(b)) / a * Fraction(x, a, b);
    }

    /// <summary>Its continued fraction (Abramowitz and Stegun 26.5.8), by Lentz's method.</summary>
    private static double Fraction(double x, double a, double b)
    {
        var d = 1 / NotZero(1 - ((a + b) * x / (a + 1)));
        var (c, value) = (1.0, d);
        for (var m = 1; m <= 10_000; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / NotZero(1 + (even * d));
            c = NotZero(1 + (even / c));
            value *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / NotZero(1 + (odd * d));
            c = NotZero(1 + (odd / c));
            value *= d * c;
            if (Math.Abs((d * c) - 1) < 1e-15)
            {
                break;
            }
        }

        return value;
    }

    private static double NotZero(double value) => Math.Abs(value) < 1e-300 ? 1e-300 : value;

    /// <summary>log Γ(x) for x &gt; 0 (Stirling's series, from 15 upwards by Γ(x + 1) = xΓ(x)).</summary>
    private static double LogGamma(double x)
    {
        var shift = 0.0;
        for (; x < 15; x++)
        {
            shift += Math.Log(x);
        }

        var inverse = 1 / x;
        var square = inverse * inverse;
        var series = inverse * ((1 / 12.0) - (square * ((1 / 360.0) - (square * ((1 / 1260.0) - (square * ((1 / 1680.0) - (square / 1188))))))));
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + series - shift;
    }
}
