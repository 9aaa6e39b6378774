using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using NasStudio.Runs;

namespace NasStudio.Web;

/// <summary>The document that a browser loads; everything on it lives in a circuit.</summary>
public sealed partial class App
{
    private static readonly InteractiveServerRenderMode NoPrerender = new(prerender: false);

    private static readonly string[] Modules =
    [
        "js/live-charts.js", "js/chart.js", "js/chart-theme.js", "js/convergence-chart.js", "js/experiment-stream.js", "js/subnet-columns.js",
        "js/column-bytes.js", "js/growing.js", "js/pareto-panel.js", "js/pareto-chart.js", "js/pareto-colors.js", "js/pareto-export.js",
        "js/staircase.js", "js/cloud.js", "js/markers.js", "js/inside.js", "js/extent.js", "js/best-under.js", "js/replay.js", "js/figures.js", "lib/signalr.js", "_content/Plotly.Blazor/plotly-interop-7.2.0.js",
    ];

    private Guid? _experiment;

    [CascadingParameter]
    private HttpContext? Context { get; set; }

    [Inject]
    private IRunStore Store { get; set; } = default!;

    /// <summary>Which experiment with a run is shown, if any: what its page will ask for is fetched while the circuit is made.</summary>
    protected override async Task OnInitializedAsync()
    {
        if (Context?.Request.Path.Value?.Split('/') is ["", "experiments", var text] && Guid.TryParse(text, out var id)
            && (await Store.FindExperimentAsync(id, Context.RequestAborted))?.NewestRun is not null)
        {
            _experiment = id;
        }
    }
}
