using Microsoft.AspNetCore.Components;
using MudBlazor;
using NasStudio.Runs.Experiments;

namespace NasStudio.Web.Parts;

/// <summary>A state as icon and word; colour only repeats what they say.</summary>
public sealed partial class StateChip
{
    [Parameter]
    [EditorRequired]
    public RunState State { get; set; }

    private (string Tone, string Icon) Look => State switch
    {
        RunState.Draft => ("idle", Icons.Material.Outlined.EditNote),
        RunState.Queued => ("idle", Icons.Material.Outlined.Schedule),
        RunState.Running => ("live", Icons.Material.Outlined.PlayCircle),
        RunState.Paused => ("warn", Icons.Material.Outlined.PauseCircle),
        RunState.Completed => ("ok", Icons.Material.Outlined.CheckCircle),
        RunState.Failed => ("bad", Icons.Material.Outlined.ErrorOutline),
        RunState.Interrupted => ("warn", Icons.Material.Outlined.WarningAmber),
        _ => ("idle", Icons.Material.Outlined.Block),
    };
}
