using System.Globalization;
using Microsoft.AspNetCore.Components;
using NasStudio.Core.Blocks;

namespace NasStudio.Web.Parts.Subnets;

/// <summary>The graph of a cell from left to right: edges to the next node are straight, longer ones arch over it.</summary>
public sealed partial class CellDiagram
{
    private const int Step = 150;
    private const int Rise = 44;
    private const int Margin = 30;

    [Parameter]
    [EditorRequired]
    public Cell Cell { get; set; } = default!;

    private IEnumerable<(CellEdge Edge, CellOperation Operation)> Edges => Cell.EdgesOf(Cell.Nodes).Zip(Cell.Edges);

    private int Width => ((Cell.Nodes - 1) * Step) + (2 * Margin);

    /// <summary>Below the highest arch, from node 0 to the last.</summary>
    private int Middle => ((Cell.Nodes - 2) * Rise) + Margin;

    /// <summary>Down to the deepest arch, from node 1 to the last.</summary>
    private int Height => Middle + ((Cell.Nodes - 3) * Rise) + Margin;

    private string Summary => $"Cell: {string.Join("; ", Edges.Select(pair => $"node {pair.Edge.From} to node {pair.Edge.To}: {pair.Operation.Name}"))}.";

    private static bool IsCut(CellOperation operation) => operation is CellOperation.None;

    private static int CentreOf(int node) => (node * Step) + Margin;

    /// <summary>How far the arch rises above the line of nodes; even and odd beginnings go to different sides, so labels do not meet.</summary>
    private static int RiseOf(CellEdge edge) => (edge.To - edge.From - 1) * Rise * (edge.From % 2 == 0 ? 1 : -1);

    private string Arc(CellEdge edge)
    {
        var (left, right) = (CentreOf(edge.From), CentreOf(edge.To));
        return string.Create(CultureInfo.InvariantCulture, $"M{left} {Middle} Q{(left + right) / 2} {Middle - (2 * RiseOf(edge))} {right} {Middle}");
    }

    private int LabelOf(CellEdge edge) => Middle - RiseOf(edge) - 6;
}
