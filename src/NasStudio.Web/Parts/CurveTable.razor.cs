using Microsoft.AspNetCore.Components;

namespace NasStudio.Web.Parts;

/// <summary>The newest points of a curve as text.</summary>
public sealed partial class CurveTable
{
    private const int Shown = 200;

    [Parameter]
    [EditorRequired]
    public IReadOnlyList<string> Columns { get; set; } = [];

    /// <summary>Newest first.</summary>
    [Parameter]
    [EditorRequired]
    public IEnumerable<string[]> Rows { get; set; } = [];
}
