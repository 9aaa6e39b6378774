using Microsoft.AspNetCore.Components;

namespace NasStudio.Web.Parts;

/// <summary>One large number with its label and, in small, its origin.</summary>
public sealed partial class Readout
{
    [Parameter]
    [EditorRequired]
    public string Label { get; set; } = "";

    [Parameter]
    [EditorRequired]
    public string Value { get; set; } = "";

    [Parameter]
    public string? Note { get; set; }
}
