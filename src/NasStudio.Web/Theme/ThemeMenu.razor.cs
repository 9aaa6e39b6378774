using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace NasStudio.Web.Theme;

/// <summary>System, light or dark.</summary>
public sealed partial class ThemeMenu
{
    [Parameter]
    [EditorRequired]
    public ThemePreference Preference { get; set; }

    [Parameter]
    public EventCallback<ThemePreference> PreferenceChanged { get; set; }

    private static string IconOf(ThemePreference preference) => preference switch
    {
        ThemePreference.Light => Icons.Material.Outlined.LightMode,
        ThemePreference.Dark => Icons.Material.Outlined.DarkMode,
        _ => Icons.Material.Outlined.BrightnessAuto,
    };
}
