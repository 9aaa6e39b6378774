using NasStudio.Core.Networks;

namespace NasStudio.Export.Weights;

/// <summary>The parameters of one subnet under the supernet's names, and its recalibrated statistics ("layer.mean", "layer.var").</summary>
public static class SubnetWeights
{
    /// <summary>Cuts every parameter of the network out of the widest ones, by its axes.</summary>
    public static IReadOnlyDictionary<string, FloatTensor> Slice(Network network, IReadOnlyDictionary<string, FloatTensor> supernet, IReadOnlyDictionary<string, FloatTensor> statistics) =>
        throw new NotImplementedException($"{network}{supernet}{statistics}");
}
