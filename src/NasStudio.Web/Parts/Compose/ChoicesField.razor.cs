using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace NasStudio.Web.Parts.Compose;

/// <summary>The choices of a decision as chips; typing a value and Enter, comma or leaving adds it, Backspace takes the last away.</summary>
public sealed partial class ChoicesField
{
    private static readonly char[] Separators = [',', ' ', ';'];
    private string _typed = "";

    /// <summary>The place in the document; also the id of the input.</summary>
    [Parameter]
    [EditorRequired]
    public string Path { get; set; } = "";

    /// <summary>The default, shown where the document leaves the field out.</summary>
    [Parameter]
    public string? Fallback { get; set; }

    private string Id => $"field-{Path}";

    private IReadOnlyList<string> Values => JsonToken.List(Draft[Path]);

    private void Type(ChangeEventArgs change)
    {
        _typed = change.Value as string ?? "";
        if (_typed.IndexOfAny(Separators) > 0)
        {
            Add();
        }
    }

    private void Key(KeyboardEventArgs key)
    {
        if (key.Key == "Enter")
        {
            Add();
        }
        else if (key.Key == "Backspace" && _typed.Length == 0 && Values.Count > 0)
        {
            Draft.Set(Path, JsonToken.Join(Values.SkipLast(1)));
        }
    }

    private void Add()
    {
        var tokens = _typed.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        _typed = "";
        if (tokens.Length > 0)
        {
            Draft.Set(Path, JsonToken.Join([.. Values, .. tokens]));
        }
    }

    private void Remove(string choice) => Draft.Set(Path, JsonToken.Join(Values.Where(value => value != choice)));
}
