using System.Collections.Immutable;

namespace NasStudio.Core.Objectives;

/// <summary>What is searched for.</summary>
/// <param name="Name">As in documents, CSV columns and <c>Evaluation.Values</c>.</param>
/// <param name="Unit">As on an axis; empty for plain numbers.</param>
public sealed record ObjectiveDefinition(string Name, string Label, Direction Direction, string Unit)
{
    public static readonly ObjectiveDefinition Accuracy = new("accuracy", "Accuracy", Direction.Maximize, "fraction");
    public static readonly ObjectiveDefinition Latency = new("latency", "Latency", Direction.Minimize, "ms");
    public static readonly ObjectiveDefinition Macs = new("macs", "MACs (papers: FLOPs)", Direction.Minimize, "");
    public static readonly ObjectiveDefinition Parameters = new("parameters", "Parameters", Direction.Minimize, "");

    public static readonly ImmutableArray<ObjectiveDefinition> All = [Accuracy, Latency, Macs, Parameters];

    /// <summary>The objective as a cost: smaller is better.</summary>
    public double Cost(double value) => Direction is Direction.Maximize ? -value : value;
}
