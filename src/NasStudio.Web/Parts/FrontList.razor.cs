using Microsoft.AspNetCore.Components;
using NasStudio.Web.Charts;

namespace NasStudio.Web.Parts;

/// <summary>The front from its cheapest subnet upwards, each to be opened or taken away.</summary>
public sealed partial class FrontList
{
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<SubnetRow> Rows { get; set; } = [];

    [Parameter]
    [EditorRequired]
    public ObjectivePlane Plane { get; set; } = default!;

    /// <summary>The address of a subnet's page.</summary>
    [Parameter]
    [EditorRequired]
    public Func<string, string> Link { get; set; } = default!;

    /// <summary>The address of a subnet's ONNX file; null where there are no files.</summary>
    [Parameter]
    public Func<string, string>? Download { get; set; }

    [Parameter]
    public string? Chosen { get; set; }

    /// <summary>May break after an underscore: the names of a table's columns are long.</summary>
    private static string Broken(ObjectiveAxis axis) => axis.Column.Replace("_", "_\u200B", StringComparison.Ordinal);
}
