using Microsoft.JSInterop;

namespace NasStudio.Web.Parts;

/// <summary>
/// A script under wwwroot/js that a page or part uses while it is shown: fetched at the first call, let go with the part. What the
/// part's end overtakes is canceled, which the renderer takes for what it is.
/// </summary>
public sealed class PartScript : IAsyncDisposable
{
    private readonly IJSRuntime _browser;
    private readonly string _path;
    private readonly CancellationTokenSource _left = new();
    private IJSObjectReference? _module;
    private IJSObjectReference? _attached;

    /// <param name="path">Of the script, from the root of the site: "./js/log-tail.js".</param>
    public PartScript(IJSRuntime browser, string path) => (_browser, _path, Left) = (browser, path, _left.Token);

    /// <summary>Canceled when the part goes.</summary>
    public CancellationToken Left { get; }

    /// <param name="function">Of the script.</param>
    public async ValueTask CallAsync(string function, params object?[] arguments)
    {
        _module ??= await FetchAsync();
        await _module.InvokeVoidAsync(function, Left, arguments);
    }

    /// <summary>Calls a function whose answer has a <c>dispose()</c>: it is called when the part goes. Once.</summary>
    /// <param name="function">Of the script.</param>
    public async ValueTask<IJSObjectReference> AttachAsync(string function, params object?[] arguments)
    {
        _module ??= await FetchAsync();
        return _attached = await _module.InvokeAsync<IJSObjectReference>(function, Left, arguments);
    }

    public async ValueTask DisposeAsync()
    {
        await _left.CancelAsync();
        try
        {
            if (_attached is not null)
            {
                // Not cancelled with the part: leaving it is when this is called.
                await _attached.InvokeVoidAsync("dispose", CancellationToken.None);
                await _attached.DisposeAsync();
            }

            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and what the script held with it.
        }

        _left.Dispose();
    }

    private ValueTask<IJSObjectReference> FetchAsync() => _browser.InvokeAsync<IJSObjectReference>("import", Left, _path);
}
