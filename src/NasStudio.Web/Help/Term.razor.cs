using Microsoft.AspNetCore.Components;

namespace NasStudio.Web.Help;

/// <summary>
/// A word with its meaning: a button, dotted underneath, that opens a note beside itself. The browser's own popover does the
/// rest: Escape and a click elsewhere close it, focus stays. wwwroot/js/keys.js puts the note in its place.
/// </summary>
public sealed partial class Term
{
    private readonly string _id = $"term-{Guid.CreateVersion7():N}";

    /// <summary>Looked up in the glossary, in either case; a word without an entry is plain text.</summary>
    [Parameter]
    [EditorRequired]
    public string Word { get; set; } = "";

    /// <summary>What is said instead of, or before, the glossary's sentences.</summary>
    [Parameter]
    public string? Explanation { get; set; }

    /// <summary>A small question mark beside a label, which cannot be a button itself.</summary>
    [Parameter]
    public bool Mark { get; set; }

    /// <summary>Shown in place of the word, for example its plural.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private string? Definition => (Explanation, Glossary.Find(Word)) switch
    {
        ({ } own, { } known) => $"{own}{(own.EndsWith('.') ? "" : ".")} {known}",
        var (own, known) => own ?? known,
    };
}
