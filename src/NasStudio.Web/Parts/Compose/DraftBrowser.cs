using Microsoft.JSInterop;

namespace NasStudio.Web.Parts.Compose;

/// <summary>What the browser does for a draft: keeps it for this tab, gives it as a file, passes undo keys on.</summary>
internal sealed class DraftBrowser : IAsyncDisposable
{
    private readonly IJSObjectReference? _module;
    private readonly DotNetObjectReference<DraftBrowser> _self;
    private IJSObjectReference? _keys;

    private DraftBrowser(IJSObjectReference? module)
    {
        _module = module;
        _self = DotNetObjectReference.Create(this);
    }

    /// <summary>Called for Ctrl+Z and Ctrl+Shift+Z.</summary>
    public Action<bool>? UndoAsked { get; set; }

    public static async Task<DraftBrowser> OpenAsync(IJSRuntime browser, CancellationToken cancellation)
    {
        var module = await browser.InvokeAsync<IJSObjectReference>("import", cancellation, "./js/draft.js");
        var opened = new DraftBrowser(module);
        opened._keys = module is null ? null : await module.InvokeAsync<IJSObjectReference>("watchUndo", cancellation, opened._self);
        return opened;
    }

    public async Task<string?> LoadAsync(string key) => _module is null ? null : await _module.InvokeAsync<string?>("load", key);

    public Task SaveAsync(string key, string text) => CallAsync("save", key, text);

    public Task ForgetAsync(string key) => CallAsync("forget", key);

    public Task DownloadAsync(string name, string text) => CallAsync("download", name, text);

    public async Task<bool> CopyAsync(string text) => _module is not null && await _module.InvokeAsync<bool>("copy", text);

    [JSInvokable]
    public void Undo() => UndoAsked?.Invoke(false);

    [JSInvokable]
    public void Redo() => UndoAsked?.Invoke(true);

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_keys is not null)
            {
                await _keys.InvokeVoidAsync("stop");
                await _keys.DisposeAsync();
            }

            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and its listeners with it.
        }

        _self.Dispose();
    }

    private async Task CallAsync(string function, params object[] arguments)
    {
        if (_module is not null)
        {
            await _module.InvokeVoidAsync(function, arguments);
        }
    }
}
