using Microsoft.AspNetCore.Components;

namespace NasStudio.Web.Parts.Compose;

/// <summary>A label above an input, and below it what is wrong: the value, the rule, the way out.</summary>
public sealed partial class FieldFrame
{
    [Parameter]
    [EditorRequired]
    public string Id { get; set; } = "";

    [Parameter]
    [EditorRequired]
    public string Label { get; set; } = "";

    [Parameter]
    public string? Hint { get; set; }

    [Parameter]
    public string? Class { get; set; }

    [Parameter]
    public IEnumerable<string> Errors { get; set; } = [];

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
