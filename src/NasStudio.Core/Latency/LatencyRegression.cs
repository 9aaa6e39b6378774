using NasStudio.Core.Costs;
using NasStudio.Core.Decisions;
using NasStudio.Core.Networks;
using NasStudio.Core.Predictors;

namespace NasStudio.Core.Latency;

/// <summary>
/// Estimates the latency of subnets from measured ones: ridge regression on the choices (one-hot), and on MACs, parameters, peak
/// activations and layers, each as a part of the largest subnet's. Its error is that of five-fold cross-validation.
/// </summary>
/// <param name="largest">The network of the space's largest subnet.</param>
public sealed class LatencyRegression(DecisionSpace space, Network largest)
{
    /// <summary>Fewer than two a fold tell nothing of an error.</summary>
    public const int FewestMeasured = 10;

    private readonly double[] _scale = Counts(largest);
    private readonly List<double[]> _features = [];
    private readonly List<double> _latencies = [];
    private RidgePredictor? _predictor;

    /// <summary>Subnets learnt so far.</summary>
    public int Measured => _latencies.Count;

    /// <summary>Mean absolute error on subnets held out of the fit, as a part of the measured latency; null before it is fitted.</summary>
    public double? RelativeError { get; private set; }

    /// <summary>Kendall's τ of estimated and measured latency, held out likewise.</summary>
    public double? KendallTau { get; private set; }

    /// <param name="milliseconds">Above 0.</param>
    public void Learn(Architecture architecture, Network network, double milliseconds)
    {
        _features.Add(Features(architecture, network));
        _latencies.Add(milliseconds);
        _predictor = null;
    }

    /// <summary>Milliseconds, never below half of the quickest subnet that was measured.</summary>
    /// <exception cref="InvalidOperationException">Too few were learnt.</exception>
    public double Estimate(Architecture architecture, Network network)
    {
        if (_predictor is null)
        {
            Fit();
        }

        return Math.Max(_latencies.Min() / 2, _predictor!.Predict(Features(architecture, network)).Mean);
    }

    private void Fit()
    {
        if (Measured < FewestMeasured)
        {
            throw new InvalidOperationException($"{Measured} measured subnets are too few to estimate others from; give at least {FewestMeasured}.");
        }

        var quality = PredictorQuality.Of(CrossValidation.Predict(() => new RidgePredictor(), _features, _latencies), [.. _latencies]);
        (RelativeError, KendallTau) = (quality.RelativeError, quality.KendallTau);
        _predictor = new RidgePredictor();
        _predictor.Fit(_features, _latencies);
    }

    private double[] Features(Architecture architecture, Network network) =>
        [.. space.OneHot(architecture), .. Counts(network).Zip(_scale, (count, largest) => count / Math.Max(1, largest))];

    private static double[] Counts(Network network)
    {
        var cost = NetworkCost.Of(network);
        return [cost.Macs, cost.Parameters, cost.PeakActivationBytes, network.Layers.Length];
    }
}
