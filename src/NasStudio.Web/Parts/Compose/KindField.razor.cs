using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;

namespace NasStudio.Web.Parts.Compose;

/// <summary>What kind of thing a section of the document describes. Fields of one kind are errors of another, so another one begins with its defaults.</summary>
public sealed partial class KindField
{
    /// <summary>The section in the document.</summary>
    [Parameter]
    [EditorRequired]
    public string Section { get; set; } = "";

    /// <summary>The property of the section that says which kind.</summary>
    [Parameter]
    public string Property { get; set; } = "name";

    /// <summary>The kind where the document leaves it out.</summary>
    [Parameter]
    [EditorRequired]
    public string Fallback { get; set; } = "";

    [Parameter]
    [EditorRequired]
    public IReadOnlyList<string> Options { get; set; } = [];

    /// <summary>The id of what says more of the chosen kind; null: of its error.</summary>
    [Parameter]
    public string? DescribedBy { get; set; }

    private string Path => $"{Section}.{Property}";

    private string Id => $"field-{Path}";

    private string Chosen => JsonToken.Show(Draft[Path]) is { Length: > 0 } kind ? kind : Fallback;

    private void Choose(ChangeEventArgs change) => Draft.Set(Section, new JsonObject { [Property] = change.Value as string });
}
