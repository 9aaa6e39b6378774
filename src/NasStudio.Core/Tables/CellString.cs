using System.Collections.Immutable;
using NasStudio.Core.Decisions;

namespace NasStudio.Core.Tables;

/// <summary>
/// A NAS-Bench-201 cell (Dong and Yang 2020) as a string: node by node, an operation and the node it reads, for example
/// <c>|none~0|+|skip_connect~0|none~1|+|none~0|none~1|avg_pool_3x3~2|</c>. Its six edges are six decisions.
/// </summary>
internal static class CellString
{
    private const int Nodes = 4;

    /// <summary>The five operations in the order of the paper's code, so that ids do not hang on the order of a file's rows.</summary>
    public static readonly ImmutableArray<string> Operations = ["none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"];

    /// <summary>"edge02" goes from node 0, the cell's input, to node 2; in the order of the string.</summary>
    public static DecisionSpace Decisions { get; } = new(
    [
        .. from target in Enumerable.Range(1, Nodes - 1)
           from source in Enumerable.Range(0, target)
           select new Decision($"edge{source}{target}", [.. Operations.Select(operation => new Choice(operation))]),
    ]);

    /// <summary>The operation of each edge as an index of <see cref="Operations"/>; null, with what is wrong, where it is no such cell.</summary>
    public static int[]? Parse(string cell, out string problem)
    {
        problem = "";
        var nodes = cell.Split('+');
        if (nodes.Length != Nodes - 1)
        {
            problem = $"\"{cell}\" has {nodes.Length} nodes; a NAS-Bench-201 cell has {Nodes - 1}, joined by +.";
            return null;
        }

        var choices = new List<int>();
        for (var node = 0; node < nodes.Length; node++)
        {
            var edges = nodes[node].Split('|');
            if (edges.Length != node + 3 || edges[0].Length > 0 || edges[^1].Length > 0)
            {
                problem = $"\"{nodes[node]}\" is not {node + 1} edges between bars; write node {node + 1} like |none~0|{(node > 0 ? "none~1|" : "")}{(node > 1 ? "none~2|" : "")}.";
                return null;
            }

            for (var source = 0; source <= node; source++)
            {
                var suffix = $"~{source}";
                var edge = edges[source + 1];
                var operation = edge.EndsWith(suffix, StringComparison.Ordinal) ? Operations.IndexOf(edge[..^suffix.Length]) : -1;
                if (operation < 0)
                {
                    problem = $"\"{edge}\" is no operation on the edge from node {source} to {node + 1}; use one of {string.Join(", ", Operations)}, followed by {suffix}.";
                    return null;
                }

                choices.Add(operation);
            }
        }

        return [.. choices];
    }
}
