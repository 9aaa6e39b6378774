using Microsoft.AspNetCore.Components;

namespace NasStudio.Web.Parts.Compose;

/// <summary>Experiments and search spaces to start from, one sentence each.</summary>
public sealed partial class TemplateGallery
{
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<ComposeStart> Experiments { get; set; } = [];

    [Parameter]
    [EditorRequired]
    public IReadOnlyList<ComposeStart> Spaces { get; set; } = [];

    [Parameter]
    public EventCallback<ComposeStart> Choose { get; set; }
}
