using NasStudio.Core.Networks;

namespace NasStudio.Core.Costs;

/// <summary>What a network costs, one image.</summary>
/// <param name="Macs">Multiply-accumulates (papers: FLOPs): convolution, linear and attention; norms, activations, bias 0.</param>
/// <param name="Parameters">Weights and biases, batch-norm statistics not counted.</param>
/// <param name="PeakActivationBytes">Largest sum of layer outputs alive at once.</param>
public sealed record NetworkCost(long Macs, long Parameters, long PeakActivationBytes)
{
    public static NetworkCost Of(Network network) => new(
        MacsOf(network),
        network.Parameters.Sum(parameter => parameter.Elements),
        PeakBytesOf(network));

    /// <summary>Multiply-accumulates alone, where a sampler weighs thousands of networks.</summary>
    public static long MacsOf(Network network) => network.Layers.Sum(layer => MacsOf(network, layer));

    /// <summary>
    /// Multiply-accumulates of one layer: Hout·Wout·Cout·(Cin/groups)·k² of a convolution, tokens·Cin·Cout of a linear
    /// layer (1 token for a vector), heads·N²·(dq + dv) of attention over N tokens; 0 of everything else.
    /// </summary>
    public static long MacsOf(Network network, Layer layer) => layer.Operation switch
    {
        Operation.Convolution => layer.Output.Elements / layer.Output[0] * layer.Parameter("weight").Elements,
        Operation.Linear => layer.Output.Elements / layer.Output[^1] * layer.Parameter("weight").Elements,
        Operation.Attention attention => (long)attention.Heads * layer.Output[0] * layer.Output[0] * (attention.QueryKeyWidth + attention.ValueWidth),
        _ => 0,
    };

    private static long PeakBytesOf(Network network)
    {
        var lastReader = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < network.Layers.Length; i++)
        {
            lastReader[network.Layers[i].Name] = i;
            foreach (var input in network.Layers[i].Inputs)
            {
                lastReader[input] = i;
            }
        }

        var dying = network.Layers.ToLookup(layer => lastReader[layer.Name]);
        var (alive, peak) = (0L, 0L);
        for (var i = 0; i < network.Layers.Length; i++)
        {
            alive += BytesOf(network.Layers[i]);
            peak = Math.Max(peak, alive);
            alive -= dying[i].Sum(BytesOf);
        }

        return peak;
    }

    private static long BytesOf(Layer layer) => layer.Output.Elements * layer.Precision switch
    {
        Precision.Fp32 => sizeof(float),
        _ => throw new NotSupportedException($"{layer.Name}: bytes of {layer.Precision} are not known."),
    };
}
