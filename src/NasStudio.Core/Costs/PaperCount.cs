using System.Collections.Immutable;
using NasStudio.Core.Networks;

namespace NasStudio.Core.Costs;

/// <summary>
/// Multiply-accumulates as the authors of a space count them, to compare with their tables. A second reader of the same
/// <see cref="Network"/>, beside the complete count of <see cref="NetworkCost"/>, which every search uses.
/// </summary>
/// <param name="Name">What a document says in "paperCount".</param>
/// <param name="Differences">How it differs from the complete count, a sentence for people.</param>
public sealed record PaperCount(string Name, string Differences)
{
    /// <summary>
    /// microsoft/Moonlit's ElasticViT (Tang et al. 2023), from which the paper's 37 to 3191 million follow. It knows the layers
    /// by the names that the block kinds mbconv and transformer give them.
    /// </summary>
    public static PaperCount ElasticVit { get; } = new(
        "elasticvit",
        "Counted as in the paper: omits squeeze-and-excitation and shortcut at the entry of transformer stages, counts the 3×3 convolution of the values as 1×1, adds one operation for each attention score, and takes maps of odd size as even where they are halved.");

    public static ImmutableArray<PaperCount> All { get; } = [ElasticVit];

    /// <summary>The count of that name; null where there is none, also for null.</summary>
    public static PaperCount? Find(string? name) => All.FirstOrDefault(count => count.Name == name);

    public long MacsOf(Network network) => network.Layers.Sum(layer => MacsOf(network, layer));

    private static long MacsOf(Network network, Layer layer)
    {
        var macs = NetworkCost.MacsOf(network, layer);
        var part = layer.Name.AsSpan(layer.Stage.Length);
        return layer.Operation switch
        {
            Operation.Attention attention => macs + ((long)attention.Heads * layer.Output[0] * layer.Output[0]),
            Operation.Convolution or Operation.Linear when part.StartsWith(".entry.squeeze.") || part.StartsWith(".entry.shortcut.") => 0,
            Operation.Convolution branch when part.EndsWith(".local.conv") => macs / (branch.Kernel * branch.Kernel),
            Operation.Convolution when part.EndsWith(".expand.conv") => EvenMap(network, layer) ?? macs,
            _ => macs,
        };
    }

    /// <summary>An expansion on a map as large as the output of the depthwise convolution after it times its stride; null before none.</summary>
    private static long? EvenMap(Network network, Layer expansion)
    {
        var name = $"{expansion.Name[..^"expand.conv".Length]}depthwise.conv";
        return network.Layers.FirstOrDefault(layer => layer.Name == name) is { Operation: Operation.Convolution { Stride: var stride }, Output: var map }
            ? map[1] * stride * map[2] * stride * expansion.Parameter("weight").Elements
            : null;
    }
}
