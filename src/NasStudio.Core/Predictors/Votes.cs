namespace NasStudio.Core.Predictors;

/// <summary>What the members of an ensemble say together.</summary>
internal static class Votes
{
    /// <summary>Mean and standard deviation (over n − 1; exactly 0 where all agree) of two or more votes.</summary>
    public static Prediction Summarise(ReadOnlySpan<double> votes)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var vote in votes)
        {
            sum += vote - votes[0];
        }

        var mean = votes[0] + (sum / votes.Length);
        foreach (var vote in votes)
        {
            squares += (vote - mean) * (vote - mean);
        }

        return new Prediction(mean, Math.Sqrt(squares / (votes.Length - 1)));
    }
}
