namespace NasStudio.Core.Predictors;

/// <summary>
/// Learns one number per architecture (an accuracy, a latency) from a few measured ones. It knows features, not networks: the
/// caller encodes (<see cref="Decisions.DecisionEncoding"/>). Same data, same seed, same predictions, bit for bit.
/// </summary>
public interface IPredictor
{
    /// <summary>Forgets what it knew and learns these.</summary>
    /// <param name="features">One vector per architecture, all of one length; at least one.</param>
    /// <param name="targets">As many finite numbers.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or a number is not finite.</exception>
    void Fit(IReadOnlyList<double[]> features, IReadOnlyList<double> targets);

    /// <exception cref="InvalidOperationException">Nothing was fitted yet.</exception>
    Prediction Predict(ReadOnlySpan<double> features);
}

/// <param name="Mean">The expected value, in the targets' unit.</param>
/// <param name="Deviation">Standard deviation of the prediction, in the targets' unit; never negative.</param>
public readonly record struct Prediction(double Mean, double Deviation);
