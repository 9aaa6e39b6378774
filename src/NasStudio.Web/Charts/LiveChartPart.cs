using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using NasStudio.Web.Parts.Experiment;

namespace NasStudio.Web.Charts;

/// <summary>A part whose charts js/live-charts.js fills from the hub while it is on the page; anew for each run.</summary>
public abstract class LiveChartPart : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _left = new();
    private readonly string _charts = $"chart-{Guid.CreateVersion7():N}";
    private IJSObjectReference? _module;
    private IJSObjectReference? _live;
    private Guid? _attached;

    [Parameter]
    [EditorRequired]
    public ExperimentView View { get; set; } = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    /// <summary>Canceled when the part goes.</summary>
    protected CancellationToken Left => _left.Token;

    /// <summary>The charts on the page, as live-charts.js calls them.</summary>
    protected abstract IEnumerable<string> Charts { get; }

    public async ValueTask DisposeAsync()
    {
        await _left.CancelAsync();
        try
        {
            await DetachAsync();
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and its charts with it.
        }

        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => _left.Dispose();

    /// <summary>What the script needs beside experiment and charts.</summary>
    protected virtual Dictionary<string, object?> Options() => [];

    /// <summary>Id of a chart's element.</summary>
    protected string ChartId(string chart) => $"{_charts}-{View.Snapshot.Run.Number}-{chart}";

    /// <summary>Calls the attached charts; nothing before they are.</summary>
    protected async Task TellChartsAsync(string function, params object?[] arguments)
    {
        if (_live is not null)
        {
            await _live.InvokeVoidAsync(function, Left, arguments);
        }
    }

    /// <param name="function">Of js/live-charts.js.</param>
    protected async Task CallChartsAsync(string function, params object?[] arguments)
    {
        if (_module is not null)
        {
            await _module.InvokeVoidAsync(function, Left, arguments);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_attached == View.Snapshot.Run.Id)
        {
            return;
        }

        _attached = View.Snapshot.Run.Id;
        await DetachAsync();
        _module ??= await Browser.InvokeAsync<IJSObjectReference>("import", Left, "./js/live-charts.js");
        var options = Options();
        options["experiment"] = View.Id;
        options["charts"] = Charts.ToDictionary(chart => chart, ChartId);
        _live = await _module.InvokeAsync<IJSObjectReference>("attach", Left, options);
    }

    private async Task DetachAsync()
    {
        if (_live is not null)
        {
            // Not cancelled with the part: leaving it is when this is called.
            await _live.InvokeVoidAsync("dispose", CancellationToken.None);
            await _live.DisposeAsync();
            _live = null;
        }
    }
}
