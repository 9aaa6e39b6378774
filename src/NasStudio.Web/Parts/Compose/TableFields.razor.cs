using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using NasStudio.Core.Experiments;

namespace NasStudio.Web.Parts.Compose;

/// <summary>Everything of an experiment that searches a table.</summary>
public sealed partial class TableFields
{
    private static readonly SearchOptions Search = new();
    private static readonly ImmutableArray<string> Directions = ["maximize", "minimize"];

    /// <summary>Names of the imported tables.</summary>
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<string> Tables { get; set; } = [];

    /// <summary>Those of the chosen table.</summary>
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<string> Objectives { get; set; } = [];

    /// <summary>Whether a path can name it: dots and brackets part the steps of a path.</summary>
    private static bool IsPlain(string objective) => objective.IndexOfAny(['.', '[', ']']) < 0;

    private static string Show(double value) => value.ToString(CultureInfo.InvariantCulture);
}
