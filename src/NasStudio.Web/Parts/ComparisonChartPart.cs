using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace NasStudio.Web.Parts;

/// <summary>A part whose chart compares two numbers of each subnet; the module that draws it is fetched at the first drawing.</summary>
public abstract class ComparisonChartPart : ComponentBase, IAsyncDisposable
{
    private PartScript _script = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    /// <summary>Canceled when the part goes.</summary>
    protected CancellationToken Left => _script.Left;

    public async ValueTask DisposeAsync()
    {
        await _script.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override void OnInitialized() => _script = new PartScript(Browser, "./js/predictor-chart.js");

    /// <param name="function">Of js/predictor-chart.js.</param>
    protected ValueTask DrawAsync(string function, params object[] arguments) => _script.CallAsync(function, arguments);
}
