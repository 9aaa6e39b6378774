using NasStudio.Core.Randomness;

namespace NasStudio.Core.Statistics;

/// <summary>How much a statistic would vary with other subjects of the same kind (Efron 1979).</summary>
public static class Bootstrap
{
    private const int Resamples = 1000;

    /// <summary>The percentile interval: subjects are drawn with replacement, always by the same seed; the middle is the statistic of all.</summary>
    /// <param name="count">Subjects, at least 1.</param>
    /// <param name="statistic">Of the subjects with these indices.</param>
    /// <param name="confidence">Between 0 and 1, both excluded.</param>
    public static ConfidenceInterval Interval(int count, Func<int[], double> statistic, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var values = new double[Resamples];
        var drawn = new int[count];
        for (var resample = 0; resample < Resamples; resample++)
        {
            var random = new SeededRandom(0, "bootstrap", resample);
            for (var i = 0; i < count; i++)
            {
                drawn[i] = random.NextInt(count);
            }

            values[resample] = statistic(drawn);
        }

        Array.Sort(values);
        var tail = (int)Math.Round((1 - confidence) / 2 * (Resamples - 1));
        return new ConfidenceInterval(statistic([.. Enumerable.Range(0, count)]), values[tail], values[Resamples - 1 - tail]);
    }
}
