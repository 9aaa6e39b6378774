namespace NasStudio.Core.Statistics;

/// <summary>How alike two orders of the same things are: 1 the same, −1 reversed, 0 also where one side does not vary.</summary>
public static class RankCorrelation
{
    /// <summary>
    /// Kendall's τ-b: concordant less discordant pairs, over the geometric mean of the pairs that each side tells apart. In
    /// O(n log n) (Knight 1966): sorted by the one side, the swaps that sort the other are the discordant pairs.
    /// </summary>
    /// <exception cref="ArgumentException">The lengths differ, or a value is not a number.</exception>
    public static double KendallTau(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        Check(left, right);
        var pairs = new (double X, double Y)[left.Length];
        for (var i = 0; i < pairs.Length; i++)
        {
            pairs[i] = (left[i], right[i]);
        }

        Array.Sort(pairs);
        var ys = Array.ConvertAll(pairs, pair => pair.Y);
        var all = Pairs(pairs.Length);
        var tiedLeft = Ties(pairs, static (a, b) => a.X == b.X);
        var tiedBoth = Ties(pairs, static (a, b) => a == b);
        var discordant = SortCountingSwaps(ys, new double[ys.Length]);
        var tiedRight = Ties(ys, static (a, b) => a == b);
        var toldApart = Math.Sqrt(all - tiedLeft) * Math.Sqrt(all - tiedRight);
        return toldApart == 0 ? 0 : Math.Clamp((all - tiedLeft - tiedRight + tiedBoth - (2 * discordant)) / toldApart, -1, 1);
    }

    /// <summary>Spearman's ρ: the linear correlation of the ranks, equal values sharing their mean rank.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or a value is not a number.</exception>
    public static double Spearman(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        Check(left, right);
        var (x, y) = (Ranks(left), Ranks(right));
        var mean = (x.Length - 1) / 2.0;
        var (covariance, xSquares, ySquares) = (0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            covariance += (x[i] - mean) * (y[i] - mean);
            xSquares += (x[i] - mean) * (x[i] - mean);
            ySquares += (y[i] - mean) * (y[i] - mean);
        }

        var scale = Math.Sqrt(xSquares) * Math.Sqrt(ySquares);
        return scale == 0 ? 0 : Math.Clamp(covariance / scale, -1, 1);
    }

    /// <summary>The rank of every value from 0 up; equal values share their mean rank.</summary>
    public static double[] Ranks(ReadOnlySpan<double> values)
    {
        var (sorted, order, ranks) = (values.ToArray(), new int[values.Length], new double[values.Length]);
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(sorted, order);
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            for (end = start + 1; end < sorted.Length && sorted[end] == sorted[start];)
            {
                end++;
            }

            foreach (var index in order.AsSpan(start, end - start))
            {
                ranks[index] = (start + end - 1) / 2.0;
            }
        }

        return ranks;
    }

    private static void Check(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        if (left.Length != right.Length)
        {
            throw new ArgumentException($"{left.Length} values cannot be compared with {right.Length}; give as many of each.", nameof(right));
        }

        for (var i = 0; i < left.Length; i++)
        {
            if (double.IsNaN(left[i]) || double.IsNaN(right[i]))
            {
                throw new ArgumentException($"Value {i} is not a number and has no rank; leave it out of both sides.", nameof(left));
            }
        }
    }

    private static long Pairs(long count) => count * (count - 1) / 2;

    /// <summary>Pairs of equal items, which lie together.</summary>
    private static long Ties<T>(T[] sorted, Func<T, T, bool> equal)
    {
        var (ties, run) = (0L, 0L);
        for (var i = 1; i < sorted.Length; i++)
        {
            run = equal(sorted[i - 1], sorted[i]) ? run + 1 : 0;
            ties += run;
        }

        return ties;
    }

    /// <summary>Merge sort; counts the pairs that stood in the wrong order.</summary>
    private static long SortCountingSwaps(Span<double> values, Span<double> buffer)
    {
        if (values.Length < 2)
        {
            return 0;
        }

        var middle = values.Length / 2;
        var swaps = SortCountingSwaps(values[..middle], buffer[..middle]) + SortCountingSwaps(values[middle..], buffer[middle..]);
        var (left, right) = (0, middle);
        for (var i = 0; i < values.Length; i++)
        {
            if (right == values.Length || (left < middle && values[left] <= values[right]))
            {
                buffer[i] = values[left++];
            }
            else
            {
                swaps += middle - left;
                buffer[i] = values[right++];
            }
        }

        buffer.CopyTo(values);
        return swaps;
    }
}
