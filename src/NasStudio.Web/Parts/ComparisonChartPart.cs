using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace NasStudio.Web.Parts;

/// <summary>A part whose chart compares two numbers of each subnet; the module that draws it is fetched at the first drawing.</summary>
public abstract class ComparisonChartPart : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _left = new();
    private IJSObjectReference? _module;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    /// <summary>Canceled when the part goes.</summary>
    protected CancellationToken Left => _left.Token;

    public async ValueTask DisposeAsync()
    {
        await _left.CancelAsync();
        try
        {
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and its chart with it.
        }

        _left.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <param name="function">Of js/predictor-chart.js.</param>
    protected async ValueTask DrawAsync(string function, params object[] arguments)
    {
        _module ??= await Browser.InvokeAsync<IJSObjectReference>("import", Left, "./js/predictor-chart.js");
        await _module.InvokeVoidAsync(function, Left, arguments);
    }
}
