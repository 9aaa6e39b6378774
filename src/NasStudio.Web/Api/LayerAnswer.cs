using NasStudio.Core.Costs;
using NasStudio.Core.Networks;

namespace NasStudio.Web.Api;

/// <summary>One primitive layer of a network and what it costs, one image.</summary>
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
    /// <summary>In topological order, the first the input, the last the logits.</summary>
    public static IReadOnlyList<LayerAnswer> AllOf(Network network) => [.. network.Layers.Select(layer => Of(network, layer))];

    private static LayerAnswer Of(Network network, Layer layer) => new(
        layer.Name,
        layer.Stage,
        layer.Operation.GetType().Name,
        layer.Operation,
        layer.Inputs,
        layer.Output.Sizes,
        NetworkCost.MacsOf(network, layer),
        layer.Parameters.Sum(parameter => parameter.Elements));
}
