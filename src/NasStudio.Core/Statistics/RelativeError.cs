namespace NasStudio.Core.Statistics;

/// <summary>How far predictions lie from measured values, in parts of those.</summary>
public static class RelativeError
{
    /// <summary>The mean absolute percentage error, as a fraction: 0.05 is 5 %.</summary>
    /// <exception cref="ArgumentException">The lengths differ, there is nothing to average, or a measured value is 0.</exception>
    public static double MeanAbsolutePercentage(ReadOnlySpan<double> predicted, ReadOnlySpan<double> measured)
    {
        if (predicted.Length != measured.Length || measured.Length == 0)
        {
            throw new ArgumentException($"{predicted.Length} predictions for {measured.Length} measured values; give one each, and at least one.", nameof(predicted));
        }

        var sum = 0.0;
        for (var i = 0; i < measured.Length; i++)
        {
            sum += measured[i] == 0
                ? throw new ArgumentException($"Measured value {i} is 0, of which no error is a part; compare ranks instead.", nameof(measured))
                : Math.Abs((predicted[i] - measured[i]) / measured[i]);
        }

        return sum / measured.Length;
    }
}
