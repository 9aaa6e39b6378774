using System.Collections.Immutable;
using NasStudio.Core.Networks;

namespace NasStudio.Core.Blocks;

/// <summary>One convolution of every channel by itself, batch norm and activation.</summary>
public sealed class DepthwiseLayer : IBlock
{
    private const string Kernel = "kernel";

    public string Kind => "depthwise";

    public BlockReach Reach => BlockReach.Size;

    public ImmutableArray<BlockField> Fields { get; } =
        [new BlockField.WholeNumbers(Kernel, "Side of the kernel.", 1, 15, Fallback: 3, Odd: true)];

    public IEnumerable<BlockFault> Check(StageScope stage) => [];

    public Layer Expand(NetworkBuilder network, StageChoices stage, Layer input)
    {
        var x = network.Depthwise($"{stage.Name}.conv", input, stage.Layers[0].Whole(Kernel), stage.Stride);
        return network.Activate($"{stage.Name}.act", network.BatchNorm($"{stage.Name}.norm", x), stage.Activation);
    }
}
