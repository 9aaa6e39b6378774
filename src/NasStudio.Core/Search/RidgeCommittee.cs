using NasStudio.Core.Predictors;

namespace NasStudio.Core.Search;

/// <summary>
/// Five ridge regressions, each of which does not see a fifth of the samples (a cross-validation committee, Krogh, Vedelsby 1995).
/// How much they differ gives the standard deviation of the mean, as the delete-a-group jackknife (Kott 2001) says: it is
/// large where the samples say little. There is no chance in it.
/// </summary>
internal sealed class RidgeCommittee : IPredictor
{
    private const int Members = 5;
    private readonly RidgePredictor[] _members = [.. Enumerable.Range(0, Members).Select(_ => new RidgePredictor())];

    /// <summary>Of fewer than ten samples every member learns all, and the deviation is 0.</summary>
    public void Fit(IReadOnlyList<double[]> features, IReadOnlyList<double> targets)
    {
        for (var member = 0; member < Members; member++)
        {
            int[] seen = [.. Enumerable.Range(0, targets.Count).Where(sample => targets.Count < 2 * Members || sample % Members != member)];
            _members[member].Fit(Array.ConvertAll(seen, sample => features[sample]), Array.ConvertAll(seen, sample => targets[sample]));
        }
    }

    public Prediction Predict(ReadOnlySpan<double> features)
    {
        Span<double> votes = stackalloc double[Members];
        for (var member = 0; member < Members; member++)
        {
            votes[member] = _members[member].Predict(features).Mean;
        }

        return Summarise(votes);
    }

    /// <summary>The same, much faster, of features that are all 0 but for 1 at the given indices, and the last ones.</summary>
    /// <param name="tail">The last features; may be empty.</param>
    /// <exception cref="InvalidOperationException">Nothing was fitted yet.</exception>
    public Prediction PredictOnes(ReadOnlySpan<int> ones, ReadOnlySpan<double> tail)
    {
        Span<double> votes = stackalloc double[Members];
        for (var member = 0; member < Members; member++)
        {
            votes[member] = _members[member].Mean(ones, tail);
        }

        return Summarise(votes);
    }

    /// <summary>The jackknife's variance is (g − 1) / g · Σ (vote − mean)², of g groups.</summary>
    private static Prediction Summarise(ReadOnlySpan<double> votes)
    {
        var (mean, deviation) = Votes.Summarise(votes);
        return new Prediction(mean, deviation * (Members - 1) / Math.Sqrt(Members));
    }
}
