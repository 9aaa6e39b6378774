using System.Collections.Immutable;
using NasStudio.Core.Blocks;
using NasStudio.Core.Decisions;
using NasStudio.Core.Documents;

namespace NasStudio.Core.Spaces;

/// <summary>A field of a document: a decision where it has several choices, a fixed value where it has one.</summary>
/// <param name="Decision">Index of the decision, or −1 where the value is fixed.</param>
internal sealed record SpaceField(int Decision, ValueList<Choice> Choices)
{
    public Choice In(Architecture architecture) => Choices[Decision < 0 ? 0 : architecture.Choices[Decision]];

    public int WholeIn(Architecture architecture) => (int)In(architecture).Number!.Value;
}

/// <summary>The fields of a cell: one an edge, in the order of <see cref="Cell.EdgesOf"/>, and the depth of every stack.</summary>
internal sealed record CellFields(CellDocument Document, ImmutableArray<SpaceField> Edges, ImmutableArray<SpaceField> Depths)
{
    public Cell In(Architecture architecture) =>
        new(Document.Nodes, [.. Edges.Select(edge => CellOperations.Find(edge.In(architecture).Text)!)]);
}

/// <summary>The fields of one stage; Layers holds the block's own, one dictionary for each layer up to the deepest.</summary>
internal sealed record StageFields(
    StageDocument Document,
    IBlock Block,
    SpaceField Depth,
    SpaceField Width,
    ImmutableArray<ImmutableArray<(string Name, SpaceField Field)>> Layers);
