using NasStudio.Core.Objectives;
using NasStudio.Web.Parts;

namespace NasStudio.Web.Charts;

/// <summary>How an objective is drawn along an axis: its title says unit and direction.</summary>
/// <param name="TickFormat">In d3's notation.</param>
public sealed record ObjectiveAxis(string Name, string Label, bool LargerIsBetter, string TickFormat, string HoverFormat, string Unit)
{
    public static ObjectiveAxis Of(string objective)
    {
        var definition = ObjectiveDefinition.All.FirstOrDefault(one => one.Name == objective)
            ?? new ObjectiveDefinition(objective, objective, Direction.Minimize, "");
        var larger = definition.Direction is Direction.Maximize;
        return definition.Name switch
        {
            "accuracy" => new(objective, "Accuracy, validation", larger, ".1%", ".2%", ""),
            "latency" => new(objective, "Latency, ms", larger, "~g", ".3~f", " ms"),
            "macs" => new(objective, "MACs, papers: FLOPs", larger, "~s", ".3~s", ""),
            _ => new(objective, definition.Label, larger, "~s", ".3~s", definition.Unit.Length == 0 ? "" : $" {definition.Unit}"),
        };
    }

    /// <summary>As a column's title.</summary>
    public string Column => Name switch { "accuracy" => "Accuracy", "latency" => "Latency", "macs" => "MACs", "parameters" => "Parameters", _ => Label };

    /// <summary>The value of a subnet with its unit; a dash where it has none.</summary>
    public string Show(SubnetRow row) => (Name switch
    {
        "accuracy" => row.Accuracy is { } accuracy ? Figures.Percent(accuracy) : null,
        "latency" => row.LatencyMs is { } latency ? Figures.Milliseconds(latency) : null,
        "macs" => row.Macs is { } macs ? Figures.Count(macs) : null,
        "parameters" => row.Parameters is { } parameters ? Figures.Count(parameters) : null,
        _ => null,
    }) ?? "–";

    /// <summary>"Latency, ms (left is better)".</summary>
    public string HorizontalTitle => $"{Label} ({(LargerIsBetter ? "right" : "left")} is better)";

    /// <summary>"Accuracy, validation (up is better)".</summary>
    public string VerticalTitle => $"{Label} ({(LargerIsBetter ? "up" : "down")} is better)";
}

/// <summary>The two objectives of a scatter: the experiment's first upwards, its second to the right.</summary>
public sealed record ObjectivePlane(ObjectiveAxis X, ObjectiveAxis Y)
{
    /// <summary>With one objective only, it is drawn over the MACs.</summary>
    public static ObjectivePlane Of(IReadOnlyList<string> objectives) =>
        new(ObjectiveAxis.Of(objectives.Count > 1 ? objectives[1] : "macs"), ObjectiveAxis.Of(objectives[0]));

    /// <summary>"Accuracy against latency".</summary>
    public string Title => $"{Y.Column} against {(X.Name == "macs" ? X.Column : X.Column.ToLowerInvariant())}";
}
