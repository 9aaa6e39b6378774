using NasStudio.Core.Randomness;

namespace NasStudio.Core.Predictors;

/// <summary>
/// Five small multilayer perceptrons that differ in their initial weights and in the order of the samples (deep ensembles,
/// Lakshminarayanan et al. 2017; as BANANAS and Once-for-All predict accuracies). The deviation is that of the members'
/// predictions: how little they agree, not how far a measurement may lie.
/// </summary>
/// <remarks>Meant for plain one-hot features: it learns interactions by itself, and its time grows with the features.</remarks>
public sealed class MlpEnsemblePredictor(ulong seed) : IPredictor
{
    private const int Members = 5;
    private Perceptron[] _members = [];
    private double[] _featureMeans = [];
    private double[] _featureScales = [];
    private double _mean;
    private double _deviation;

    public void Fit(IReadOnlyList<double[]> features, IReadOnlyList<double> targets)
    {
        var data = new TrainingData(features, targets);
        var (means, scales) = Standard(data);
        var inputs = Array.ConvertAll(data.Rows, row => Standardise(row, means, scales));
        var members = new Perceptron[Members];
        for (var member = 0; member < Members; member++)
        {
            members[member] = new Perceptron(data.Length, new SeededRandom(seed, "mlp", member));
            if (data.Deviation > 0)
            {
                members[member].Train(inputs, data.Targets, new SeededRandom(seed, "mlp order", member));
            }
        }

        (_members, _featureMeans, _featureScales) = (members, means, scales);
        (_mean, _deviation) = (data.Mean, data.Deviation);
    }

    public Prediction Predict(ReadOnlySpan<double> features)
    {
        if (_members.Length == 0)
        {
            throw TrainingData.NothingFitted();
        }

        TrainingData.CheckFeatures(features, _featureMeans.Length, "The architecture", nameof(features));
        var input = Standardise(features, _featureMeans, _featureScales);
        Span<double> votes = stackalloc double[Members];
        for (var member = 0; member < Members; member++)
        {
            votes[member] = _members[member].Predict(input);
        }

        var (mean, deviation) = Votes.Summarise(votes);
        return new Prediction(_mean + (_deviation * mean), _deviation * deviation);
    }

    /// <summary>Features that never vary get the scale 0: they stay 0 whatever comes later, and teach nothing.</summary>
    private static (double[] Means, double[] Scales) Standard(TrainingData data)
    {
        var (means, scales) = (new double[data.Length], new double[data.Length]);
        for (var feature = 0; feature < data.Length; feature++)
        {
            means[feature] = data.Rows.Average(row => row[feature]);
            var deviation = Math.Sqrt(data.Rows.Average(row => (row[feature] - means[feature]) * (row[feature] - means[feature])));
            scales[feature] = deviation > 1e-12 * Math.Abs(means[feature]) && deviation > 1e-60 ? 1 / deviation : 0;
        }

        return (means, scales);
    }

    private static double[] Standardise(ReadOnlySpan<double> features, double[] means, double[] scales)
    {
        var input = new double[features.Length];
        for (var feature = 0; feature < input.Length; feature++)
        {
            input[feature] = (features[feature] - means[feature]) * scales[feature];
        }

        return input;
    }
}
