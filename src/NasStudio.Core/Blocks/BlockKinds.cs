using System.Collections.Immutable;

namespace NasStudio.Core.Blocks;

/// <summary>The block kinds that documents may name. A new kind is one file and one line here.</summary>
public static class BlockKinds
{
    public static ImmutableArray<IBlock> All { get; } =
    [
        new MbConvBlock(),
        new TransformerBlock(),
    ];

    public static IBlock? Find(string kind) => All.FirstOrDefault(block => block.Kind == kind);
}
