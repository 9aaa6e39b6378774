using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace NasStudio.Web.Parts.Compose;

/// <summary>The search space: a known one by name, or the experiment's own, edited stage by stage, or its cell or body.</summary>
public sealed partial class SpaceFields
{
    private const string Own = "";
    private readonly DotNetObjectReference<SpaceFields> _self;
    private ElementReference _list;
    private IJSObjectReference? _module;
    private IJSObjectReference? _order;
    private bool _left;
    private static readonly ImmutableArray<string> Ties = ["stage", "layer"];

    /// <summary>Names of built-in and saved spaces.</summary>
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<string> Spaces { get; set; } = [];

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    private bool HasStages => !Draft.HasCell && !Draft.HasBody;

    private IEnumerable<string> OwnErrors => Check.Errors.Where(error => error.Path == "searchSpace").Select(error => error.Message);

    public SpaceFields() => _self = DotNetObjectReference.Create(this);

    /// <summary>Called by the browser when a card was dropped, or moved by keys.</summary>
    [JSInvokable]
    public Task MoveStage(int from, int to) => InvokeAsync(() => Draft.MoveStage(from, to));

    public async ValueTask DisposeAsync()
    {
        _left = true;
        try
        {
            if (_order is not null)
            {
                await _order.InvokeVoidAsync("stop");
                await _order.DisposeAsync();
                await _module!.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and its listeners with it.
        }

        _self.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _module = await Browser.InvokeAsync<IJSObjectReference>("import", "./js/stage-order.js");

            // Left while that was fetched: there is no list to watch.
            if (_left)
            {
                await _module.DisposeAsync();
                return;
            }

            _order = await _module.InvokeAsync<IJSObjectReference>("watch", _list, _self);
        }
    }

    private void Choose(ChangeEventArgs change)
    {
        if (change.Value is string name && name != Own)
        {
            Draft.Set("searchSpace", JsonValue.Create(name));
        }
    }
}
