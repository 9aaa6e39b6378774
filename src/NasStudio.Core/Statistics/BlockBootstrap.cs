using NasStudio.Core.Randomness;

namespace NasStudio.Core.Statistics;

/// <summary>
/// The bootstrap of a statistic of data that come in independent blocks (Efron, Tibshirani 1993, chapter 8): values within a
/// block share a batch or a network and depend on each other, so whole blocks are drawn.
/// </summary>
public static class BlockBootstrap
{
    public const int Resamples = 1000;

    /// <summary>
    /// The statistic of all blocks, and the percentile interval over resamples of them. A resample for which the statistic is
    /// not a number is left out.
    /// </summary>
    /// <param name="confidence">Between 0 and 1, both excluded.</param>
    /// <exception cref="ArgumentException">There are fewer than two blocks.</exception>
    public static ConfidenceInterval Of<T>(IReadOnlyList<T> blocks, Func<IReadOnlyList<T>, double> statistic, ulong seed, double confidence = 0.95)
    {
        if (blocks.Count < 2)
        {
            throw new ArgumentException($"{blocks.Count} blocks have no interval; give at least 2.", nameof(blocks));
        }

        if (!(confidence is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence must lie between 0 and 1, both excluded, for example 0.95.");
        }

        var random = new SeededRandom(seed, "block bootstrap");
        var drawn = new T[blocks.Count];
        var values = new List<double>(Resamples);
        for (var i = 0; i < Resamples; i++)
        {
            for (var j = 0; j < drawn.Length; j++)
            {
                drawn[j] = blocks[random.NextInt(drawn.Length)];
            }

            var value = statistic(drawn);
            if (!double.IsNaN(value))
            {
                values.Add(value);
            }
        }

        values.Sort();
        var tail = (1 - confidence) / 2;
        return values.Count == 0
            ? new ConfidenceInterval(statistic(blocks), double.NaN, double.NaN)
            : new ConfidenceInterval(statistic(blocks), Quantile(values, tail), Quantile(values, 1 - tail));
    }

    private static double Quantile(List<double> sorted, double part) => sorted[(int)Math.Round(part * (sorted.Count - 1))];
}
