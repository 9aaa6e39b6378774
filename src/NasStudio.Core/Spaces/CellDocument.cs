using System.Globalization;
using NasStudio.Core.Blocks;
using NasStudio.Core.Documents;

namespace NasStudio.Core.Spaces;

/// <summary>
/// The cell of a space that repeats one: nodes, and on every edge between two of them one of the operations. Between two
/// stacks a residual block halves the map.
/// </summary>
public sealed record CellDocument
{
    /// <summary>What enters, what leaves and what stands between.</summary>
    public int Nodes { get; init; } = 4;

    /// <summary>Names of <see cref="CellOperations"/>, in any order; the decisions take them in ascending cost.</summary>
    public ValueList<string> Operations { get; init; } = [.. CellOperations.All.Select(operation => operation.Name)];

    public required ValueList<StackDocument> Stacks { get; init; }
}

/// <summary>A run of equal cells.</summary>
/// <param name="Width">Channels of its maps.</param>
/// <param name="Depth">Number of cells.</param>
public sealed record StackDocument(int Width, ValueList<int> Depth)
{
    /// <summary>"stack1" for the first.</summary>
    public static string NameOf(int index) => string.Create(CultureInfo.InvariantCulture, $"stack{index + 1}");
}
