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
    private bool _laterAreFilled;

    [Parameter]
    [EditorRequired]
    public ExperimentView View { get; set; } = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    /// <summary>Canceled when the part goes.</summary>
    protected CancellationToken Left => _left.Token;

    /// <summary>The charts on the page, as live-charts.js calls them.</summary>
    protected abstract IEnumerable<string> Charts { get; }

    /// <summary>Charts that wait until the first ones are filled, so that those stand before the reader sooner.</summary>
    protected virtual IEnumerable<string> LaterCharts => [];

    /// <summary>Whether <see cref="LaterCharts"/> have to wait still.</summary>
    protected bool FirstAreEmpty { get; private set; } = true;

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

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_attached != View.Snapshot.Run.Id)
        {
            (_attached, FirstAreEmpty, _laterAreFilled) = (View.Snapshot.Run.Id, true, false);
            await AttachAsync();
        }
        else if (!FirstAreEmpty && !_laterAreFilled)
        {
            _laterAreFilled = true;
            await TellChartsAsync("fill", IdsOf(LaterCharts));
        }
    }

    private async Task AttachAsync()
    {
        await DetachAsync();
        _module ??= await Browser.InvokeAsync<IJSObjectReference>("import", Left, "./js/live-charts.js");
        var options = Options();
        options["experiment"] = View.Id;
        options["charts"] = IdsOf(Charts);
        _live = await _module.InvokeAsync<IJSObjectReference>("attach", Left, options);
        FirstAreEmpty = false;
        StateHasChanged();
    }

    private Dictionary<string, string> IdsOf(IEnumerable<string> charts) => charts.ToDictionary(chart => chart, ChartId);

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
