using NasStudio.Core.Networks;

namespace NasStudio.Core.Costs;

/// <summary>What a network costs, one image.</summary>
/// <param name="Macs">Multiply-accumulates (papers: FLOPs): convolution, linear and attention; norms, activations, bias 0.</param>
/// <param name="Parameters">Weights and biases, batch-norm statistics not counted.</param>
/// <param name="PeakActivationBytes">Largest sum of layer outputs alive at once.</param>
public sealed record NetworkCost(long Macs, long Parameters, long PeakActivationBytes)
{
    public static NetworkCost Of(Network network) => throw new NotImplementedException($"{network}");

    /// <summary>Multiply-accumulates of one layer.</summary>
    public static long MacsOf(Network network, Layer layer) => throw new NotImplementedException($"{network}{layer}");
}
