using Microsoft.AspNetCore.Components;
using MudBlazor;
using NasStudio.Runs.Feeds;

namespace NasStudio.Web.Parts.Subnets;

/// <summary>Where a subnet stands among those of its run, as icon and word.</summary>
public sealed partial class SubnetChip
{
    /// <summary>Null for a row of a table that the search has not visited.</summary>
    [Parameter]
    [EditorRequired]
    public Subnet? Subnet { get; set; }

    [Parameter]
    [EditorRequired]
    public bool OnFront { get; set; }

    private (string Kind, string Icon, string Word) Look => Subnet switch
    {
        null => ("chip-idle", Icons.Material.Outlined.VisibilityOff, "Not visited by the search"),
        _ when OnFront => ("chip-live", Icons.Material.Outlined.ShowChart, "On the front"),
        { Search.DuplicateOf: not null } => ("chip-idle", Icons.Material.Outlined.ContentCopy, "Duplicate"),
        { Search.Feasible: false } => ("chip-warn", Icons.Material.Outlined.WarningAmber, "Infeasible"),
        _ => ("chip-idle", Icons.Material.Outlined.ScatterPlot, "Dominated"),
    };
}
