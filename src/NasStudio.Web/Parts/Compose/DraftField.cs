using Microsoft.AspNetCore.Components;

namespace NasStudio.Web.Parts.Compose;

/// <summary>One place of the draft, with its label.</summary>
public abstract class DraftField : DraftPart
{
    [Parameter]
    [EditorRequired]
    public string Label { get; set; } = "";

    [Parameter]
    public string? Hint { get; set; }
}
