namespace NasStudio.Export.Latency;

/// <summary>Sample quantiles, linearly interpolated between the order statistics (type 7 of Hyndman and Fan 1996, NumPy's default).</summary>
internal static class Quantile
{
    /// <param name="values">At least one; left as they are.</param>
    /// <param name="part">0 for the smallest, 0.5 for the median, 1 for the largest.</param>
    public static double Of(IEnumerable<double> values, double part)
    {
        double[] sorted = [.. values.Order()];
        ArgumentOutOfRangeException.ThrowIfZero(sorted.Length, nameof(values));
        var position = part * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (position - below));
    }
}
