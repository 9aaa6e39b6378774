using Microsoft.AspNetCore.Components;
using NasStudio.Web.Charts;
using Plotly.Blazor;

namespace NasStudio.Web.Parts.Experiment;

/// <summary>
/// The cloud and its front with everything one does to them. js/pareto-panel.js fills it: what follows a pointer or a point that
/// arrives makes no round trip; the choice of axes and colours does, for the address keeps it.
/// </summary>
public sealed partial class ParetoPanel
{
    private Config _config = default!;
    private Plotly.Blazor.Layout _layout = default!;
    private IList<ITrace> _traces = [];
    private bool _asTable;

    [Parameter]
    [EditorRequired]
    public string ChartId { get; set; } = "";

    [Parameter]
    [EditorRequired]
    public ObjectivePlane Plane { get; set; } = default!;

    /// <summary>What an axis can show.</summary>
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<ObjectiveAxis> Axes { get; set; } = [];

    /// <summary>Names of the decisions by which points can be coloured.</summary>
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<string> Decisions { get; set; } = [];

    /// <summary>A decision or a value; null: nothing.</summary>
    [Parameter]
    public string? Colour { get; set; }

    /// <summary>Whether random search went beside the strategy.</summary>
    [Parameter]
    public bool Baseline { get; set; }

    /// <summary>What the chart shows, in sentences.</summary>
    [Parameter]
    [EditorRequired]
    public string Summary { get; set; } = "";

    [Parameter]
    [EditorRequired]
    public string CsvPath { get; set; } = "";

    [Parameter]
    [EditorRequired]
    public string OptunaPath { get; set; } = "";

    [Parameter]
    public RenderFragment? Table { get; set; }

    [Parameter]
    public EventCallback<string?> XChanged { get; set; }

    [Parameter]
    public EventCallback<string?> YChanged { get; set; }

    [Parameter]
    public EventCallback<string?> ColourChanged { get; set; }

    /// <summary>Told "png", "svg" or "csv".</summary>
    [Parameter]
    public EventCallback<string> Export { get; set; }

    private string LimitLabel => $"Best {(Plane.X.LargerIsBetter ? "above" : "under")}: {Plane.X.Label}";

    protected override void OnInitialized()
    {
        var figure = ChartFigure.Pareto(Plane);
        (_config, _layout, _traces) = (ChartFigure.Config, figure.Layout, figure.Traces);
    }

    private static string Pressed(bool pressed) => pressed ? "true" : "false";
}
