using System.Collections.Immutable;
using NasStudio.Core.Networks;

namespace NasStudio.Core.Blocks;

/// <summary>One convolution over all channels, batch norm and activation.</summary>
public sealed class ConvolutionLayer : IBlock
{
    private const string Kernel = "kernel";

    public string Kind => "conv";

    public ImmutableArray<BlockField> Fields { get; } =
        [new BlockField.WholeNumbers(Kernel, "Side of the kernel.", 1, 15, Fallback: 3, Odd: true)];

    public IEnumerable<BlockFault> Check(StageScope stage) => [];

    public Layer Expand(NetworkBuilder network, StageChoices stage, Layer input)
    {
        var x = network.Convolution($"{stage.Name}.conv", input, stage.Width, stage.Layers[0].Whole(Kernel), stage.Stride);
        return network.Activate($"{stage.Name}.act", network.BatchNorm($"{stage.Name}.norm", x), stage.Activation);
    }
}
