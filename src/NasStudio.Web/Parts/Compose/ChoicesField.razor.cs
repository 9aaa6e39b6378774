using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace NasStudio.Web.Parts.Compose;

/// <summary>The choices of a decision as chips that are taken in and out; typing a value and Enter, comma or leaving adds it, Backspace takes the last out.</summary>
public sealed partial class ChoicesField
{
    private static readonly char[] Separators = [',', ' ', ';'];
    private string _typed = "";
    private List<string> _offered = [];
    private int _edition = -1;

    /// <summary>The place in the document; also the id of the input.</summary>
    [Parameter]
    [EditorRequired]
    public string Path { get; set; } = "";

    /// <summary>The default, shown where the document leaves the field out.</summary>
    [Parameter]
    public string? Fallback { get; set; }

    private string Id => $"field-{Path}";

    private IReadOnlyList<string> Values => JsonToken.List(Draft[Path]);

    /// <summary>What was taken out stays in sight, to be taken in again, until the document changes elsewhere.</summary>
    protected override void OnParametersSet()
    {
        var known = _edition == Draft.Edition ? _offered : [];
        _offered = [.. JsonToken.List(JsonToken.Join(known.Concat(Values)))];
        _edition = Draft.Edition;
    }

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

    /// <summary>In the order in which they are offered, so that taking out and in again changes nothing.</summary>
    private void Toggle(string choice) => Draft.Set(Path, JsonToken.Join(_offered.Where(value => Values.Contains(value) != (value == choice))));
}
