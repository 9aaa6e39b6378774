using System.Collections.Immutable;

namespace NasStudio.Core.Blocks;

/// <summary>
/// What a layer of a body may be: a plain layer, or one layer of a block kind. A plain layer is a block that is never
/// repeated. A new one is a class and one line here.
/// </summary>
public static class LayerKinds
{
    public static ImmutableArray<IBlock> All { get; } =
    [
        new IdentityLayer(),
        new PoolLayer(),
        new DepthwiseLayer(),
        new ConvolutionLayer(),
        .. BlockKinds.All,
    ];

    public static IBlock? Find(string kind) => All.FirstOrDefault(block => block.Kind == kind);
}
