using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using NasStudio.Runs.Experiments;

namespace NasStudio.Web.Parts.Experiment;

/// <summary>The parts of an experiment's page, one at a time.</summary>
public sealed partial class ExperimentTabs
{
    private static readonly ImmutableArray<string> Names = ["overview", "subnets", "explore", "training", "log", "settings"];

    [Parameter]
    [EditorRequired]
    public ExperimentView View { get; set; } = default!;

    /// <summary>"subnets", as in the address; anything else is the overview.</summary>
    [Parameter]
    public string? Tab { get; set; }

    /// <summary>Told the name of a tab that was chosen.</summary>
    [Parameter]
    public EventCallback<string> TabChanged { get; set; }

    /// <summary>What the address says of the overview.</summary>
    [Parameter]
    [EditorRequired]
    public OverviewState Overview { get; set; } = default!;

    /// <summary>Told a name and a value that the address is to keep; null takes it out.</summary>
    [Parameter]
    public EventCallback<(string Name, string? Value)> Keep { get; set; }

    /// <summary>Told the id of a subnet whose row was clicked.</summary>
    [Parameter]
    public EventCallback<string> Open { get; set; }

    /// <summary>Told a change of name, tags or notes.</summary>
    [Parameter]
    public EventCallback<ExperimentEdit> Edit { get; set; }

    private int Index => Math.Max(0, Names.IndexOf(Tab ?? ""));

    /// <summary>MudTabs also tells of the panel that it shows first.</summary>
    private Task ChooseAsync(int index) => index == Index || index < 0 ? Task.CompletedTask : TabChanged.InvokeAsync(Names[index]);
}
