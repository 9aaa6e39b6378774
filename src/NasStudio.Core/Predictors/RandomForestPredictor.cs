using NasStudio.Core.Randomness;

namespace NasStudio.Core.Predictors;

/// <summary>
/// A random forest (Breiman 2001): every tree grows on a bootstrap of the samples and looks at a third of the features
/// (at most 100) per split. The deviation is that of the trees' predictions: how little they agree, not how far a measurement may lie.
/// </summary>
public sealed class RandomForestPredictor(ulong seed) : IPredictor
{
    internal const int Trees = 100;
    private const int MostTried = 100;
    private RegressionTree[] _trees = [];
    private int _length;
    private double _mean;
    private double _deviation;

    public void Fit(IReadOnlyList<double[]> features, IReadOnlyList<double> targets)
    {
        var data = new TrainingData(features, targets);
        var columns = new RankedColumns(data.Rows);
        var tried = Math.Clamp(data.Length / 3, 1, MostTried);
        var trees = new RegressionTree[Trees];
        for (var tree = 0; tree < Trees; tree++)
        {
            var random = new SeededRandom(seed, "forest", tree);
            var bootstrap = new int[data.Count];
            for (var i = 0; i < bootstrap.Length; i++)
            {
                bootstrap[i] = random.NextInt(data.Count);
            }

            trees[tree] = new RegressionTree(columns, data.Targets, bootstrap, tried, random);
        }

        (_trees, _length, _mean, _deviation) = (trees, data.Length, data.Mean, data.Deviation);
    }

    public Prediction Predict(ReadOnlySpan<double> features)
    {
        Span<double> votes = stackalloc double[Trees];
        Vote(features, votes);
        var (mean, deviation) = Votes.Summarise(votes);
        return new Prediction(_mean + (_deviation * mean), _deviation * deviation);
    }

    /// <summary>What each of the <see cref="Trees"/> trees says, of targets standardised to mean 0 and variance 1.</summary>
    /// <exception cref="InvalidOperationException">Nothing was fitted yet.</exception>
    internal void Vote(ReadOnlySpan<double> features, Span<double> votes)
    {
        if (_trees.Length == 0)
        {
            throw TrainingData.NothingFitted();
        }

        TrainingData.CheckFeatures(features, _length, "The architecture", nameof(features));
        for (var tree = 0; tree < Trees; tree++)
        {
            votes[tree] = _trees[tree].Predict(features);
        }
    }

    /// <summary>A vote in the targets' unit.</summary>
    internal double InUnit(double vote) => _mean + (_deviation * vote);
}
