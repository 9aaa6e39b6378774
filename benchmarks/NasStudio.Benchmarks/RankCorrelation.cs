namespace NasStudio.Benchmarks;

/// <summary>How alike two orders are.</summary>
internal static class RankCorrelation
{
    /// <summary>Spearman's ρ: the linear correlation of the ranks, equal values sharing their mean rank.</summary>
    public static double Spearman(double[] left, double[] right)
    {
        var (x, y) = (Ranks(left), Ranks(right));
        var mean = (left.Length - 1) / 2.0;
        var covariance = x.Zip(y, (a, b) => (a - mean) * (b - mean)).Sum();
        return covariance / Math.Sqrt(x.Sum(a => (a - mean) * (a - mean)) * y.Sum(b => (b - mean) * (b - mean)));
    }

    private static double[] Ranks(double[] values) =>
        [.. values.Select(value => values.Count(other => other < value) + ((values.Count(other => other == value) - 1) / 2.0))];
}
