using System.Collections.Immutable;
using NasStudio.Core.Networks;

namespace NasStudio.Core.Blocks;

/// <summary>Nothing: what enters leaves.</summary>
public sealed class IdentityLayer : IBlock
{
    public string Kind => "identity";

    public BlockReach Reach => BlockReach.Nothing;

    public ImmutableArray<BlockField> Fields => [];

    public IEnumerable<BlockFault> Check(StageScope stage) => [];

    public Layer Expand(NetworkBuilder network, StageChoices stage, Layer input) => input;
}
