using System.Collections.Immutable;
using NasStudio.Core.Experiments;
using NasStudio.Core.Networks;
using NasStudio.Export.Weights;

namespace NasStudio.Export;

/// <summary>Everything there is to say about one subnet that somebody takes away.</summary>
/// <param name="Architecture">Decision → chosen value, active decisions only, in the space's order.</param>
/// <param name="Weights">Parameters by name, and "layer.mean", "layer.var" of every batch norm.</param>
/// <param name="Mean">Per channel, pixels in 0..1; the network reads (x / 255 − mean) / deviation.</param>
/// <param name="Evaluations">The search's and, where there is one, the final evaluation.</param>
public sealed record SubnetPackage(
    string SubnetId,
    string ExperimentName,
    string DatasetName,
    ImmutableArray<KeyValuePair<string, string>> Architecture,
    Network Network,
    IReadOnlyDictionary<string, FloatTensor> Weights,
    ImmutableArray<float> Mean,
    ImmutableArray<float> Deviation,
    ImmutableArray<string> Classes,
    ImmutableArray<Evaluation> Evaluations)
{
    /// <summary>How it was trained and searched, for the model card; null where that is not known.</summary>
    public ExperimentDocument? Experiment { get; init; }
}
