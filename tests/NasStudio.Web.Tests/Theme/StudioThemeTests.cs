using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using MudBlazor;
using NasStudio.Web.Theme;

namespace NasStudio.Web.Tests.Theme;

/// <summary>MudBlazor needs the colours as values; they must stay those of the style sheet.</summary>
public sealed partial class StudioThemeTests
{
    [Fact]
    public void Palettes_AgainstTheStyleSheet_AreTheSameColours()
    {
        var css = File.ReadAllText(Path.Combine(Root(), "wwwroot", "css", "tokens.css"));
        var dark = css.IndexOf("data-theme=\"dark\"", StringComparison.Ordinal);
        AssertEqual(Tokens(css[..dark]), StudioTheme.Value.PaletteLight);
        AssertEqual(Tokens(css[dark..]), StudioTheme.Value.PaletteDark);
    }

    private static void AssertEqual(Dictionary<string, string> tokens, Palette palette)
    {
        Assert.Equal(new MudBlazor.Utilities.MudColor(tokens["accent"]), palette.Primary);
        Assert.Equal(new MudBlazor.Utilities.MudColor(tokens["on-accent"]), palette.PrimaryContrastText);
        Assert.Equal(new MudBlazor.Utilities.MudColor(tokens["ground"]), palette.Background);
        Assert.Equal(new MudBlazor.Utilities.MudColor(tokens["surface"]), palette.Surface);
        Assert.Equal(new MudBlazor.Utilities.MudColor(tokens["ink"]), palette.TextPrimary);
        Assert.Equal(new MudBlazor.Utilities.MudColor(tokens["ink-2"]), palette.TextSecondary);
        Assert.Equal(new MudBlazor.Utilities.MudColor(tokens["line"]), palette.Divider);
        Assert.Equal(new MudBlazor.Utilities.MudColor(tokens["control"]), palette.LinesInputs);
        Assert.Equal(new MudBlazor.Utilities.MudColor(tokens["ok"]), palette.Success);
        Assert.Equal(new MudBlazor.Utilities.MudColor(tokens["warn"]), palette.Warning);
        Assert.Equal(new MudBlazor.Utilities.MudColor(tokens["bad"]), palette.Error);
    }

    private static Dictionary<string, string> Tokens(string css) =>
        Token().Matches(css).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value, StringComparer.Ordinal);

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    [GeneratedRegex("--([a-z0-9-]+): (#[0-9A-Fa-f]{6});")]
    private static partial Regex Token();
}
