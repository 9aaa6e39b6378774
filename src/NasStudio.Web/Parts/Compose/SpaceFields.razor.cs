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
    private PartScript _script = default!;
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
        await _script.DisposeAsync();
        _self.Dispose();
    }

    protected override void OnInitialized() => _script = new PartScript(Browser, "./js/stage-order.js");

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _script.AttachAsync("watch", _list, _self);
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
