using MudBlazor;

namespace NasStudio.Web.Theme;

/// <summary>
/// The colours of wwwroot/css/tokens.css as MudBlazor palettes (which it needs as values, to mix them), and the type scale.
/// A test holds the two files together.
/// </summary>
public static class StudioTheme
{
    private static readonly string[] Font =
        ["-apple-system", "Segoe UI Variable Text", "Segoe UI", "Roboto", "Noto Sans", "system-ui", "sans-serif"];

    public static MudTheme Value { get; } = new()
    {
        PaletteLight = Fill(new PaletteLight(), new Ink(
            Ground: "#F5F7F7", Surface: "#FFFFFF", Well: "#EDF1F1", Hover: "#F0F4F4", Line: "#DBE2E3", Control: "#7F8D91",
            Value: "#11201F", Text: "#3F4F54", Label: "#5B6A6F", Accent: "#0B6472", AccentHover: "#084C57", OnAccent: "#FFFFFF",
            Needle: "#B54700", Ok: "#1D6B3F", Warn: "#7D5200", Bad: "#B3261E")),
        PaletteDark = Fill(new PaletteDark(), new Ink(
            Ground: "#0D1314", Surface: "#151D1F", Well: "#1D282A", Hover: "#1A2426", Line: "#29363A", Control: "#75868A",
            Value: "#E9EFEF", Text: "#BAC6C8", Label: "#93A2A6", Accent: "#55C5D1", AccentHover: "#7AD6E0", OnAccent: "#04191C",
            Needle: "#FFA25C", Ok: "#74CF9A", Warn: "#EBBE5C", Bad: "#FF9A90")),
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "4px", AppbarHeight = "48px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Font, FontSize = "14px", LineHeight = "1.43", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontFamily = Font, FontSize = "14px", LineHeight = "1.43", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontFamily = Font, FontSize = "13px", LineHeight = "1.38", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Font, FontSize = "14px", FontWeight = "500", LineHeight = "1.43", LetterSpacing = "normal", TextTransform = "none" },
            Caption = new CaptionTypography { FontFamily = Font, FontSize = "12px", LineHeight = "1.33", LetterSpacing = "normal" },
            Subtitle2 = new Subtitle2Typography { FontFamily = Font, FontSize = "13px", FontWeight = "600", LetterSpacing = "normal" },
        },
    };

    private static T Fill<T>(T palette, Ink ink)
        where T : Palette
    {
        palette.Primary = ink.Accent;
        palette.PrimaryContrastText = ink.OnAccent;
        palette.PrimaryDarken = ink.AccentHover;
        palette.PrimaryLighten = ink.AccentHover;
        palette.Secondary = ink.Needle;
        palette.Success = ink.Ok;
        palette.Warning = ink.Warn;
        palette.Error = ink.Bad;
        palette.Info = ink.Accent;
        palette.Background = ink.Ground;
        palette.BackgroundGray = ink.Well;
        palette.Surface = ink.Surface;
        palette.DrawerBackground = ink.Surface;
        palette.AppbarBackground = ink.Surface;
        palette.AppbarText = ink.Value;
        palette.TextPrimary = ink.Value;
        palette.TextSecondary = ink.Text;
        palette.TextDisabled = ink.Label;
        palette.ActionDefault = ink.Text;
        palette.ActionDisabled = ink.Label;
        palette.ActionDisabledBackground = ink.Well;
        palette.LinesDefault = ink.Line;
        palette.LinesInputs = ink.Control;
        palette.TableLines = ink.Line;
        palette.TableHover = ink.Hover;
        palette.TableStriped = ink.Hover;
        palette.Divider = ink.Line;
        palette.DividerLight = ink.Line;
        palette.Skeleton = ink.Well;
        return palette;
    }

    private sealed record Ink(
        string Ground, string Surface, string Well, string Hover, string Line, string Control, string Value, string Text, string Label,
        string Accent, string AccentHover, string OnAccent, string Needle, string Ok, string Warn, string Bad);
}
