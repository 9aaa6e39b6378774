using System.Collections.Immutable;
using System.Globalization;
using NasStudio.Core.Networks;

namespace NasStudio.Core.Blocks;

/// <summary>
/// ElasticViT's transformer stage (Tang et al. 2023): an inverted bottleneck reduces the map and changes the width, then
/// layers of attention and MLP, both pre-norm and residual, on one token a position. Heads = width / headDim; queries and
/// keys are as wide as the stage, values valueScale times that; a 3×3 depthwise convolution of the values, seen as a map,
/// is added to what attention gives.
/// </summary>
public sealed class TransformerBlock : IBlock
{
    /// <summary>The scores are heads × tokens × tokens numbers; beyond this one image needs hundreds of megabytes.</summary>
    private const int MaximumTokens = 4096;
    private const string MlpRatio = "mlpRatio";
    private const string ValueScale = "valueScale";
    private const string HeadDim = "headDim";
    private const string ReductionExpand = "reductionExpand";

    public string Kind => "transformer";

    public ImmutableArray<BlockField> Fields { get; } =
    [
        new BlockField.WholeNumbers(MlpRatio, "Width inside the MLP, as a multiple of the stage's.", 1, 16, Fallback: 2),
        new BlockField.WholeNumbers(ValueScale, "Width of the values, as a multiple of the stage's.", 1, 8, Fallback: 1),
        new BlockField.WholeNumber(HeadDim, "Queries and keys of one head; every width must be a multiple of it.", 1, 256, Fallback: 16),
        new BlockField.WholeNumber(ReductionExpand, "Expansion of the inverted bottleneck at the stage's entry.", 1, 16, Fallback: 6),
    ];

    public IEnumerable<BlockFault> Check(StageScope stage)
    {
        var headDim = (int)stage.Fields[HeadDim][0].Number!.Value;
        foreach (var width in stage.Widths.Where(width => width % headDim != 0))
        {
            var below = width / headDim * headDim;
            int[] near = below == 0 ? [headDim, 2 * headDim] : [below, below + headDim, below + (2 * headDim)];
            yield return new("width", $"{width} is not a multiple of headDim {headDim}; use {string.Join(", ", near[..^1])} or {near[^1]}.");
        }

        if (stage.LargestMap * stage.LargestMap > MaximumTokens)
        {
            yield return new("block", $"{stage.LargestMap}×{stage.LargestMap} positions are more than the {MaximumTokens} that attention may see; lower the largest resolution or put more strides before this stage.");
        }
    }

    public Layer Expand(NetworkBuilder network, StageChoices stage, Layer input)
    {
        var first = stage.Layers[0];
        var reduction = new InvertedBottleneck(
            stage.Width, first.Whole(ReductionExpand), Kernel: 3, stage.Stride, SqueezeRatio: 0.25, stage.Activation, Projection: true);
        var map = reduction.Append(network, $"{stage.Name}.entry", input);
        var x = network.ToTokens($"{stage.Name}.tokens", map);
        for (var i = 0; i < stage.Layers.Length; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{stage.Name}.{i + 1}");
            x = Attend(network, $"{name}.attention", stage, stage.Layers[i], map.Output, x);
            x = Mix(network, $"{name}.mlp", stage, stage.Layers[i], x);
        }

        return network.ToMap($"{stage.Name}.map", x, map.Output[1], map.Output[2]);
    }

    private static Layer Attend(NetworkBuilder network, string name, StageChoices stage, LayerChoices layer, Shape map, Layer input)
    {
        var (width, height, columns) = (stage.Width, map[1], map[2]);
        var normed = network.LayerNorm($"{name}.norm", input);
        var query = network.Linear($"{name}.query", normed, width, bias: false);
        var key = network.Linear($"{name}.key", normed, width, bias: false);
        var value = network.Linear($"{name}.value", normed, width * layer.Whole(ValueScale), bias: false);
        var attended = network.Attention($"{name}.attend", query, key, value, width / layer.Whole(HeadDim), height, columns);

        var local = network.ToMap($"{name}.local.map", value, height, columns);
        local = network.BatchNorm($"{name}.local.norm", network.Depthwise($"{name}.local.conv", local, kernel: 3));
        local = network.ToTokens($"{name}.local.tokens", local);

        var x = network.Add($"{name}.merge", attended, local);
        x = network.Activate($"{name}.act", x, stage.Activation);
        return network.Add($"{name}.add", network.Linear($"{name}.project", x, width), input);
    }

    private static Layer Mix(NetworkBuilder network, string name, StageChoices stage, LayerChoices layer, Layer input)
    {
        var x = network.LayerNorm($"{name}.norm", input);
        x = network.Linear($"{name}.expand", x, stage.Width * layer.Whole(MlpRatio));
        x = network.Activate($"{name}.act", x, stage.Activation);
        return network.Add($"{name}.add", network.Linear($"{name}.project", x, stage.Width), input);
    }
}
