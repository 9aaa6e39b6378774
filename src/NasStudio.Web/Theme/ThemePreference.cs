namespace NasStudio.Web.Theme;

/// <summary>What the user wants; kept in the browser.</summary>
public enum ThemePreference
{
    System,
    Light,
    Dark,
}
