using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;

namespace NasStudio.Web.Parts.Compose;

/// <summary>One value of a document: typed, or chosen from words.</summary>
public sealed partial class ValueField
{
    private string? _typed;
    private int _edition;

    /// <summary>The place in the document; also the id of the input.</summary>
    [Parameter]
    [EditorRequired]
    public string Path { get; set; } = "";

    /// <summary>The default, shown where the document leaves the field out.</summary>
    [Parameter]
    public string? Fallback { get; set; }

    /// <summary>The words to choose from; null: typed.</summary>
    [Parameter]
    public IReadOnlyList<string>? Options { get; set; }

    /// <summary>Whether digits are text here, too (a name).</summary>
    [Parameter]
    public bool Text { get; set; }

    /// <summary>Whether several values, with commas between, make a list.</summary>
    [Parameter]
    public bool Several { get; set; }

    private string Id => $"field-{Path}";

    private string Shown => Several ? string.Join(", ", JsonToken.List(Draft[Path])) : JsonToken.Show(Draft[Path]);

    private IReadOnlyList<string> Errors => [.. Check.At(Path)];

    private string? Invalid => Errors.Count > 0 ? "true" : null;

    /// <summary>What was typed here counts no more once the document changed elsewhere, for example by Undo.</summary>
    protected override void OnParametersSet()
    {
        _typed = _edition == Draft.Edition ? _typed : null;
        _edition = Draft.Edition;
    }

    private void Type(ChangeEventArgs change)
    {
        _typed = change.Value as string ?? "";
        Draft.Type(Path, Text ? JsonValue.Create(_typed)
            : Several && _typed.Contains(',', StringComparison.Ordinal) ? JsonToken.Join(_typed.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            : JsonToken.Read(_typed));
    }

    private void Leave() => _typed = null;

    private void Choose(ChangeEventArgs change) => Draft.Set(Path, JsonToken.Read(change.Value as string));
}
