namespace NasStudio.Core.Statistics;

/// <summary>Two treatments of the same subjects (two searches with the same seeds), compared subject by subject.</summary>
public static class PairedDifference
{
    /// <summary>
    /// The mean of first − second and its confidence interval, mean ± t·s / √n with n − 1 degrees of freedom: exact where the
    /// differences are normal.
    /// </summary>
    /// <param name="confidence">Between 0 and 1, both excluded.</param>
    /// <exception cref="ArgumentException">The lengths differ, or there are fewer than two pairs.</exception>
    public static ConfidenceInterval Between(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double confidence = 0.95)
    {
        if (first.Length != second.Length || first.Length < 2)
        {
            throw new ArgumentException($"{first.Length} and {second.Length} values; a paired interval needs as many of each, and at least 2.", nameof(second));
        }

        if (!(confidence is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence must lie between 0 and 1, both excluded, for example 0.95.");
        }

        var (count, sum, squares) = (first.Length, 0.0, 0.0);
        for (var i = 0; i < count; i++)
        {
            sum += first[i] - second[i];
        }

        var mean = sum / count;
        for (var i = 0; i < count; i++)
        {
            squares += (first[i] - second[i] - mean) * (first[i] - second[i] - mean);
        }

        var half = StudentT.Quantile((1 + confidence) / 2, count - 1) * Math.Sqrt(squares / (count - 1) / count);
        return new ConfidenceInterval(mean, mean - half, mean + half);
    }
}

/// <param name="Mean">The estimate, in the middle.</param>
public readonly record struct ConfidenceInterval(double Mean, double Lower, double Upper);
