using System.Globalization;
using NasStudio.Core.Objectives;
using NasStudio.Web.Parts;

namespace NasStudio.Web.Charts;

/// <summary>How an objective is drawn along an axis: its title says unit and direction.</summary>
/// <param name="TickFormat">In d3's notation.</param>
/// <param name="FromTable">A column of a table, whose unit is its own.</param>
public sealed record ObjectiveAxis(string Name, string Label, bool LargerIsBetter, string TickFormat, string HoverFormat, string Unit, bool FromTable = false)
{
    public static ObjectiveAxis Of(ObjectiveDefinition objective)
    {
        var larger = objective.Direction is Direction.Maximize;
        if (!ObjectiveDefinition.All.Contains(objective))
        {
            return new(objective.Name, objective.Label, larger, "~g", ".6~g", "", FromTable: true);
        }

        return objective.Name switch
        {
            "accuracy" => new(objective.Name, "Accuracy, validation", larger, ".1%", ".2%", ""),
            "latency" => new(objective.Name, "Latency, ms", larger, "~g", ".3~f", " ms"),
            "macs" => new(objective.Name, "MACs, papers: FLOPs", larger, "~s", ".3~s", ""),
            _ => new(objective.Name, objective.Label, larger, "~s", ".3~s", objective.Unit.Length == 0 ? "" : $" {objective.Unit}"),
        };
    }

    /// <summary>Counts evaluations, those of all repeats together.</summary>
    public static ObjectiveAxis Evaluations { get; } = new("evaluation", "Evaluation", LargerIsBetter: false, "~s", ",d", "");

    /// <summary>As a column's title.</summary>
    public string Column => FromTable ? Label : Name switch { "accuracy" => "Accuracy", "latency" => "Latency", "macs" => "MACs", "parameters" => "Parameters", _ => Label };

    /// <summary>The value of a subnet with its unit; a dash where it has none.</summary>
    public string Show(SubnetRow row) => FromTable ? row.Column(Name)?.ToString("G6", CultureInfo.CurrentCulture) ?? "–" : (Name switch
    {
        "accuracy" => row.Accuracy is { } accuracy ? Figures.Percent(accuracy) : null,
        "latency" => row.LatencyMs is { } latency ? Figures.Milliseconds(latency) : null,
        "macs" => row.Macs is { } macs ? Figures.Count(macs) : null,
        "parameters" => row.Parameters is { } parameters ? Figures.Count(parameters) : null,
        "evaluation" => row.Seq.ToString("N0", CultureInfo.CurrentCulture),
        _ => null,
    }) ?? "–";

    /// <summary>A value of this objective with its unit.</summary>
    public string Show(double value) => FromTable ? value.ToString("G6", CultureInfo.CurrentCulture) : Name switch
    {
        "accuracy" => Figures.Percent(value),
        "latency" => Figures.Milliseconds(value),
        _ => Figures.Count(value),
    };

    /// <summary>"Latency, ms (left is better)".</summary>
    public string HorizontalTitle => this == Evaluations ? Label : $"{Label} ({(LargerIsBetter ? "right" : "left")} is better)";

    /// <summary>"Accuracy, validation (up is better)".</summary>
    public string VerticalTitle => $"{Label} ({(LargerIsBetter ? "up" : "down")} is better)";
}

/// <summary>The two objectives of a scatter: the experiment's first upwards, its second to the right.</summary>
public sealed record ObjectivePlane(ObjectiveAxis X, ObjectiveAxis Y)
{
    /// <summary>Every value that the subnets of a run come with, objectives first, then how many were evaluated before.</summary>
    /// <param name="names">As in Evaluation.Values.</param>
    public static IReadOnlyList<ObjectiveAxis> Choices(IReadOnlyList<ObjectiveDefinition> objectives, IEnumerable<string> names)
    {
        var others = names.Except(objectives.Select(objective => objective.Name)).Select(name =>
            ObjectiveDefinition.All.FirstOrDefault(known => known.Name == name && objectives.All(ObjectiveDefinition.All.Contains))
            ?? new ObjectiveDefinition(name, name, UsualDirection.Of(name) ?? Direction.Minimize, ""));
        return [.. objectives.Concat(others).Select(ObjectiveAxis.Of), ObjectiveAxis.Evaluations];
    }

    /// <summary>The same with other axes, where the names are among the choices.</summary>
    public ObjectivePlane With(IReadOnlyList<ObjectiveAxis> choices, string? x, string? y) => new(
        choices.FirstOrDefault(axis => axis.Name == x) ?? X,
        choices.FirstOrDefault(axis => axis.Name == y && axis != ObjectiveAxis.Evaluations) ?? Y);

    /// <summary>With one objective only, it is drawn over the evaluations, which live-charts.js counts.</summary>
    public static ObjectivePlane Of(IReadOnlyList<ObjectiveDefinition> objectives) =>
        new(objectives.Count > 1 ? ObjectiveAxis.Of(objectives[1]) : ObjectiveAxis.Evaluations, ObjectiveAxis.Of(objectives[0]));

    /// <summary>"Accuracy against latency".</summary>
    public string Title => X == ObjectiveAxis.Evaluations ? $"{Y.Column} over evaluations" : $"{Y.Column} against {(X.FromTable || X.Name == "macs" ? X.Column : X.Column.ToLowerInvariant())}";
}
