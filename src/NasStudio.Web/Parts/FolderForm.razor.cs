using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace NasStudio.Web.Parts;

/// <summary>Name and path of a folder that shall be a data set, or an archive of one that the browser sends.</summary>
public sealed partial class FolderForm
{
    private readonly DotNetObjectReference<FolderForm> _self;
    private string _name = "";
    private string _folder = "";
    private string? _problem;
    private bool _busy;
    private double? _sent;
    private ElementReference _archive;
    private IJSObjectReference? _module;

    public FolderForm() => _self = DotNetObjectReference.Create(this);

    /// <summary>Takes name and folder, answers what is wrong, or null.</summary>
    [Parameter]
    [EditorRequired]
    public Func<string, string, Task<string?>> Register { get; set; } = default!;

    /// <summary>Told the name of a data set that came as an archive.</summary>
    [Parameter]
    public EventCallback<string> Sent { get; set; }

    [Parameter]
    public EventCallback Close { get; set; }

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    /// <summary>Called by the browser while it sends.</summary>
    [JSInvokable]
    public Task ShowSent(double fraction) => InvokeAsync(() =>
    {
        _sent = fraction;
        StateHasChanged();
    });

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone.
        }

        _self.Dispose();
    }

    private async Task RegisterAsync()
    {
        _busy = true;
        _problem = await Register(_name.Trim(), _folder.Trim());
        _busy = false;
    }

    private async Task SendAsync()
    {
        (_busy, _problem) = (true, null);
        try
        {
            _module ??= await Browser.InvokeAsync<IJSObjectReference>("import", "./js/upload.js");
            _problem = await _module.InvokeAsync<string?>("send", Timeout.InfiniteTimeSpan, _archive, $"api/datasets/{Uri.EscapeDataString(_name.Trim())}/archive", _self);
        }
        finally
        {
            (_busy, _sent) = (false, null);
        }

        if (_problem is null)
        {
            await Sent.InvokeAsync(_name.Trim());
        }
    }
}
