using System.Collections.Immutable;
using NasStudio.Core.Networks;
using NasStudio.Torch.Evaluation;
using NasStudio.Torch.Execution;
using NasStudio.Torch.Runtime;
using NasStudio.Torch.Supernets;
using static TorchSharp.torch;

namespace NasStudio.Torch.TrainingFree;

/// <summary>
/// Measures networks that nobody trained. Each is built alone and initialised afresh, as wide as it is, so its weights have the
/// variance that its own widths ask for; a cut of a fresh supernet would have the widest layer's. A value is a pure function of
/// network, images and seed, whatever was measured before. Every call from one thread.
/// </summary>
/// <param name="images">Training images; one batch of all of them. Stay the caller's.</param>
/// <param name="seed">Of the weights.</param>
public sealed class TrainingFreeProbe(PreparedImages images, ulong seed) : IDisposable
{
    private readonly Lanes _lanes = new();
    private readonly PositionIndices _positions = new();

    public static ImmutableArray<string> Names { get; } = [.. TrainingFreeMetrics.All.Keys];

    /// <summary>Values [network][metric]; not a number where a metric is not finite.</summary>
    /// <exception cref="KeyNotFoundException">No metric has that name.</exception>
    public double[][] Measure(IReadOnlyList<Network> networks, IReadOnlyList<string> metrics)
    {
        var asked = metrics.Select(name => TrainingFreeMetrics.All[name]).ToArray();

        // Plans share the position indices, which only one thread may add to.
        var plans = networks.Select(network => new Plan(network, _positions)).ToArray();
        return _lanes.Run(plans.Select(plan => (Func<double[]>)(() => Measure(plan, asked))));
    }

    public void Dispose()
    {
        _lanes.Dispose();
        _positions.Dispose();
    }

    private double[] Measure(Plan plan, ITrainingFreeMetric[] metrics)
    {
        using var scope = NewDisposeScope();
        using var weights = Supernet.Create([plan.Network], seed);
        var network = new FreshNetwork(plan, weights, images.Pixels, images.Labels);
        return Array.ConvertAll(metrics, metric => metric.Measure(network) is var value && double.IsFinite(value) ? value : double.NaN);
    }
}
