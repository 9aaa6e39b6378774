namespace NasStudio.Core.Predictors;

/// <summary>
/// What a predictor is given, checked once, with its targets standardised. The samples are put into one order of their own
/// (by features, then by target), so that the order in which they were measured never matters, not even for rounding or
/// for what is drawn at random.
/// </summary>
internal sealed class TrainingData
{
    /// <summary>Numbers beyond it would overflow when squared and summed.</summary>
    private const double Largest = 1e60;

    /// <exception cref="ArgumentException">The lengths do not fit, or a number is not finite.</exception>
    public TrainingData(IReadOnlyList<double[]> features, IReadOnlyList<double> targets)
    {
        if (features.Count == 0)
        {
            throw new ArgumentException("There are no samples; give at least one.", nameof(features));
        }

        if (targets.Count != features.Count)
        {
            throw new ArgumentException($"{targets.Count} targets for {features.Count} feature vectors; give one each.", nameof(targets));
        }

        Length = features[0].Length;
        Rows = new double[features.Count][];
        var values = new double[features.Count];
        for (var sample = 0; sample < Rows.Length; sample++)
        {
            CheckFeatures(features[sample], Length, $"Sample {sample}", nameof(features));
            CheckNumber(targets[sample], $"Target {sample}", nameof(targets));
            Rows[sample] = [.. features[sample]];
            values[sample] = targets[sample];
        }

        Array.Sort(Rows, values, Comparer<double[]>.Create(static (left, right) => left.AsSpan().SequenceCompareTo(right)));
        SortTargetsOfEqualRows(values);

        // Around the first target: where all are equal, their mean is exactly that number and their deviation exactly 0.
        var origin = values[0];
        Mean = origin + (values.Sum(value => value - origin) / values.Length);
        var deviation = Math.Sqrt(values.Sum(value => (value - Mean) * (value - Mean)) / values.Length);
        Deviation = deviation > 1e-12 * Math.Abs(Mean) && deviation > 1e-60 ? deviation : 0;
        Targets = [.. values.Select(value => Deviation == 0 ? 0 : (value - Mean) / Deviation)];
    }

    public int Count => Rows.Length;

    /// <summary>Features of a sample.</summary>
    public int Length { get; }

    /// <summary>Copies, one per sample.</summary>
    public double[][] Rows { get; }

    /// <summary>Standardised: mean 0 and variance 1 (over n); all 0 where <see cref="Deviation"/> is 0.</summary>
    public double[] Targets { get; }

    /// <summary>Mean of the targets, in their unit.</summary>
    public double Mean { get; }

    /// <summary>Standard deviation of the targets over n, in their unit; 0 where they are all equal but for rounding.</summary>
    public double Deviation { get; }

    /// <exception cref="ArgumentException">The length does not fit, or a number is not finite.</exception>
    public static void CheckFeatures(ReadOnlySpan<double> features, int length, string subject, string parameter)
    {
        if (features.Length != length)
        {
            throw new ArgumentException($"{subject} has {features.Length} features, not {length}; encode every architecture the same way.", parameter);
        }

        for (var i = 0; i < features.Length; i++)
        {
            if (!(Math.Abs(features[i]) <= Largest))
            {
                CheckNumber(features[i], $"{subject}, feature {i}", parameter);
            }
        }
    }

    public static InvalidOperationException NothingFitted() => new("The predictor was not fitted yet; call Fit first.");

    private void SortTargetsOfEqualRows(double[] values)
    {
        for (int start = 0, end; start < values.Length; start = end)
        {
            for (end = start + 1; end < values.Length && Rows[end].AsSpan().SequenceEqual(Rows[start]);)
            {
                end++;
            }

            Array.Sort(values, start, end - start);
        }
    }

    private static void CheckNumber(double value, string subject, string parameter)
    {
        if (!(Math.Abs(value) <= Largest))
        {
            throw new ArgumentException(FormattableString.Invariant($"{subject} is {value}; it must be a finite number between -1e60 and 1e60."), parameter);
        }
    }
}
