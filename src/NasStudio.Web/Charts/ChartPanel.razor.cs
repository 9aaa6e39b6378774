using Microsoft.AspNetCore.Components;
using Plotly.Blazor;

namespace NasStudio.Web.Charts;

/// <summary>A chart with its title, its own buttons, the same numbers as a table, and a text for those who cannot see it.</summary>
public sealed partial class ChartPanel
{
    private Config _config = default!;
    private Plotly.Blazor.Layout _layout = default!;
    private IList<ITrace> _traces = [];
    private bool _asTable;

    [Parameter]
    [EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>Id of the element that Plotly draws into.</summary>
    [Parameter]
    [EditorRequired]
    public string ChartId { get; set; } = "";

    /// <summary>Read once; points arrive over the hub.</summary>
    [Parameter]
    [EditorRequired]
    public ChartFigure Figure { get; set; } = default!;

    /// <summary>What the chart shows, in a sentence.</summary>
    [Parameter]
    [EditorRequired]
    public string Summary { get; set; } = "";

    [Parameter]
    public bool Tall { get; set; }

    /// <summary>Leaves the place of the chart free for now.</summary>
    [Parameter]
    public bool Waits { get; set; }

    [Parameter]
    public RenderFragment? Legend { get; set; }

    [Parameter]
    public RenderFragment? Tools { get; set; }

    /// <summary>What is said above the chart, also where it is shown as a table.</summary>
    [Parameter]
    public RenderFragment? Note { get; set; }

    [Parameter]
    public RenderFragment? Table { get; set; }

    protected override void OnInitialized()
    {
        _config = ChartFigure.Config;
        _layout = Figure.Layout;
        _traces = Figure.Traces;
    }

    private static string Pressed(bool pressed) => pressed ? "true" : "false";
}
