using System.Collections.Immutable;
using System.Globalization;
using NasStudio.Core.Networks;

namespace NasStudio.Core.Blocks;

/// <summary>Inverted bottlenecks, one after the other; the first carries the stride and the change of width.</summary>
public sealed class MbConvBlock : IBlock
{
    private const string Expansion = "expand";
    private const string Kernel = "kernel";
    private const string SqueezeExcite = "squeezeExcite";
    private const string Shortcut = "shortcut";

    public string Kind => "mbconv";

    public ImmutableArray<BlockField> Fields { get; } =
    [
        new BlockField.WholeNumbers(Expansion, "Channels inside a layer, as a multiple of those that enter it; 1: no expansion.", 1, 16, Fallback: 4),
        new BlockField.WholeNumbers(Kernel, "Side of the depthwise kernel.", 1, 15, Fallback: 3, Odd: true),
        new BlockField.RatioOrFalse(SqueezeExcite, "Channels that squeeze-and-excitation squeezes to, as a part of those inside, rounded down; false: none."),
        new BlockField.Word(Shortcut, "Where width or size change: identity, no shortcut; projection, average pooling and a 1x1 convolution.", ["identity", "projection"]),
    ];

    public IEnumerable<BlockFault> Check(StageScope stage) => [];

    public Layer Expand(NetworkBuilder network, StageChoices stage, Layer input)
    {
        var x = input;
        for (var i = 0; i < stage.Layers.Length; i++)
        {
            var layer = stage.Layers[i];
            var block = new InvertedBottleneck(
                stage.Width,
                layer.Whole(Expansion),
                layer.Whole(Kernel),
                i == 0 ? stage.Stride : 1,
                layer.Number(SqueezeExcite),
                stage.Activation,
                Projection: layer[Shortcut].Text == "projection");
            x = block.Append(network, string.Create(CultureInfo.InvariantCulture, $"{stage.Name}.{i + 1}"), x);
        }

        return x;
    }
}
