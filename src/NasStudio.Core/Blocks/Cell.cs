using System.Collections.Immutable;
using System.Globalization;
using NasStudio.Core.Networks;

namespace NasStudio.Core.Blocks;

/// <summary>
/// A directed graph of nodes, each the sum of operations on the nodes before it (NAS-Bench-201, Dong, Yang 2020, figure 1):
/// node 0 is what enters, the last node what leaves. Every operation that is chosen stands in the network, also where
/// nothing reads it, as in the networks that the benchmark trained and counted.
/// </summary>
/// <param name="Edges">The operation of every edge, in the order of <see cref="EdgesOf"/>.</param>
public sealed record Cell(int Nodes, ImmutableArray<CellOperation> Edges)
{
    /// <summary>The edges of a cell: into node 1, then into node 2, ..., each from the first node to the last before it.</summary>
    public static ImmutableArray<CellEdge> EdgesOf(int nodes) =>
        [.. from to in Enumerable.Range(1, nodes - 1) from source in Enumerable.Range(0, to) select new CellEdge(to, source)];

    /// <summary>Appends the layers of one cell; the output has the shape of the input.</summary>
    /// <param name="name">Of the cell: the prefix of its layers.</param>
    public Layer Append(NetworkBuilder network, string name, Layer input)
    {
        Layer? zeros = null;
        var nodes = new Layer?[Nodes];
        nodes[0] = input;
        foreach (var (edge, operation) in EdgesOf(Nodes).Zip(Edges))
        {
            var value = operation.Append(network, $"{name}.{edge}.{operation.Name}", nodes[edge.From], Zero);
            nodes[edge.To] = nodes[edge.To] is { } sum && value is not null
                ? network.Add($"{name}.{edge}.add", sum, value)
                : value ?? nodes[edge.To];
        }

        return nodes[^1] ?? Zero();

        Layer Zero() => zeros ??= network.Zero($"{name}.zero", input);
    }
}

/// <summary>An edge of a cell, from an earlier node to a later one; written "3-1" for the edge into node 3 from node 1.</summary>
public readonly record struct CellEdge(int To, int From)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{To}-{From}");
}
