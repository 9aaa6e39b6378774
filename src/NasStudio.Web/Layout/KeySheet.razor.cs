using System.Collections.Immutable;

namespace NasStudio.Web.Layout;

/// <summary>
/// What the keys do. The browser's own dialog: it keeps focus inside, closes with Escape and gives focus back. wwwroot/js/keys.js
/// opens it and acts on the keys.
/// </summary>
public sealed partial class KeySheet
{
    private static readonly ImmutableArray<Group> Groups =
    [
        new("Go to", [("g e", "Experiments"), ("g n", "New experiment"), ("g t", "Tables"), ("g d", "Data sets")]),
        new("On any page", [("/", "Search, where there is a search field"), ("?", "These keys"), ("Esc", "Close what is open: keys, menu, note"), ("Tab", "To the next control; the first one skips to the content")]),
        new("In tables, tabs and menus", [("Space", "Select the row whose box has focus"), ("←/→", "Previous or next tab"), ("↑/↓", "Previous or next entry of a menu"), ("Enter", "Open or choose")]),
    ];

    private sealed record Group(string Title, ImmutableArray<(string Keys, string Does)> Keys);
}
