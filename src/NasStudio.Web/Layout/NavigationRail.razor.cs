using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;

namespace NasStudio.Web.Layout;

/// <summary>The places of the studio: a rail at the left, a drawer on a narrow screen.</summary>
public sealed partial class NavigationRail
{
    private static readonly ImmutableArray<Place> Places =
    [
        new("", "Home", Icons.Material.Outlined.Home, NavLinkMatch.All),
        new("experiments", "Experiments", Icons.Material.Outlined.Science, NavLinkMatch.All),
        new("experiments/new", "New", Icons.Material.Outlined.AddCircleOutline, NavLinkMatch.All),
        new("tables", "Tables", Icons.Material.Outlined.TableChart, NavLinkMatch.Prefix),
        new("datasets", "Data sets", Icons.Material.Outlined.PhotoLibrary, NavLinkMatch.Prefix),
    ];

    /// <summary>Whether the drawer is out; means nothing on a wide screen.</summary>
    [Parameter]
    [EditorRequired]
    public bool Open { get; set; }

    [Parameter]
    public EventCallback Close { get; set; }

    private sealed record Place(string Path, string Label, string Icon, NavLinkMatch Match);
}
