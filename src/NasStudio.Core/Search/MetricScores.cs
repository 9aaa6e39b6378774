namespace NasStudio.Core.Search;

/// <summary>
/// Metrics of a set of candidates, each scaled to 0..1 over the set, and their weighted sums. A metric that no candidate has, or
/// that is the same for all, says nothing and is left out. A candidate that lacks one is given the worse end of its scale,
/// whichever the weight makes that.
/// </summary>
public sealed class MetricScores
{
    private readonly double[][] _scaled;

    /// <param name="values">Values [candidate][metric], not a number where missing.</param>
    public MetricScores(IReadOnlyList<double[]> values)
    {
        _scaled = [.. values.Select(row => row.ToArray())];
        for (var metric = 0; metric < (values.Count == 0 ? 0 : values[0].Length); metric++)
        {
            Scale(metric);
        }
    }

    /// <summary>Σ weight · scaled value, of each candidate; larger is better.</summary>
    public double[] Of(ReadOnlySpan<double> weights)
    {
        var scores = new double[_scaled.Length];
        for (var candidate = 0; candidate < scores.Length; candidate++)
        {
            for (var metric = 0; metric < weights.Length; metric++)
            {
                var value = _scaled[candidate][metric];
                scores[candidate] += double.IsNaN(value) ? Math.Min(0, weights[metric]) : weights[metric] * value;
            }
        }

        return scores;
    }

    private void Scale(int metric)
    {
        var known = _scaled.Select(row => row[metric]).Where(double.IsFinite).ToList();
        var lowest = known.DefaultIfEmpty().Min();
        var range = known.DefaultIfEmpty().Max() - lowest;
        foreach (var row in _scaled)
        {
            row[metric] = range <= 0 || !double.IsFinite(range) ? 0 : double.IsFinite(row[metric]) ? (row[metric] - lowest) / range : double.NaN;
        }
    }
}
