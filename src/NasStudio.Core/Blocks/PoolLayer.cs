using System.Collections.Immutable;
using NasStudio.Core.Networks;

namespace NasStudio.Core.Blocks;

/// <summary>Average pooling; padding is not counted.</summary>
public sealed class PoolLayer : IBlock
{
    private const string Window = "window";

    public string Kind => "pool";

    public BlockReach Reach => BlockReach.SizeWithoutActivation;

    public ImmutableArray<BlockField> Fields { get; } =
        [new BlockField.WholeNumbers(Window, "Side of the windows that are averaged: odd at stride 1, even at stride 2.", 2, 16, Fallback: 3)];

    public IEnumerable<BlockFault> Check(StageScope stage)
    {
        var parity = stage.Stride % 2;
        foreach (var window in stage.Fields[Window].Select(choice => (int)choice.Number!.Value).Where(window => window % 2 != parity))
        {
            yield return new(Window, $"{window} does not lie evenly around stride {stage.Stride}, so that one side would be padded more; use {(parity == 1 ? "3, 5 or 7" : "2, 4 or 6")}.");
        }
    }

    public Layer Expand(NetworkBuilder network, StageChoices stage, Layer input) =>
        network.AveragePool($"{stage.Name}.pool", input, stage.Layers[0].Whole(Window), stage.Stride);
}
