using NasStudio.Core.Costs;
using NasStudio.Core.Networks;

namespace NasStudio.Web.Api;

/// <summary>A network's layers and what they cost, one image.</summary>
/// <param name="Macs">Multiply-accumulates (papers: FLOPs).</param>
/// <param name="PeakActivationBytes">Largest sum of layer outputs alive at once.</param>
public sealed record NetworkAnswer(NetworkInput Input, long Macs, long Parameters, long PeakActivationBytes, IReadOnlyList<LayerAnswer> Layers)
{
    public static NetworkAnswer Of(Network network)
    {
        var cost = NetworkCost.Of(network);
        return new NetworkAnswer(
            network.Input,
            cost.Macs,
            cost.Parameters,
            cost.PeakActivationBytes,
            [.. network.Layers.Select(layer => LayerAnswer.Of(network, layer))]);
    }
}

/// <param name="Operation">Name of the primitive, for example "Convolution".</param>
/// <param name="Settings">Of the primitive: kernel, stride, groups, …</param>
/// <param name="Output">Sizes of one sample: a map [C, H, W], tokens [N, C] or a vector [C].</param>
public sealed record LayerAnswer(
    string Name,
    string Stage,
    string Operation,
    object Settings,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<int> Output,
    long Macs,
    long Parameters)
{
    public static LayerAnswer Of(Network network, Layer layer) => new(
        layer.Name,
        layer.Stage,
        layer.Operation.GetType().Name,
        layer.Operation,
        layer.Inputs,
        layer.Output.Sizes,
        NetworkCost.MacsOf(network, layer),
        layer.Parameters.Sum(parameter => parameter.Elements));
}
