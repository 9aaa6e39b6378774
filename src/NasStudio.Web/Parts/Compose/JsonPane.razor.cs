using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using NasStudio.Core.Documents;

namespace NasStudio.Web.Parts.Compose;

/// <summary>The document as text with its line numbers; an error leads to its line and to its field.</summary>
public sealed partial class JsonPane
{
    private JsonLines _lines = JsonLines.Of("");
    private HashSet<int> _bad = [];
    private string? _read;
    private ElementReference _text;
    private ElementReference _gutter;
    private PartScript _script = default!;

    [Parameter]
    [EditorRequired]
    public ExperimentDraft Draft { get; set; } = default!;

    [Parameter]
    [EditorRequired]
    public DraftCheck Check { get; set; } = DraftCheck.None;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    public ValueTask DisposeAsync() => _script.DisposeAsync();

    protected override void OnInitialized() => _script = new PartScript(Browser, "./js/json-pane.js");

    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_read, Draft.Text))
        {
            _read = Draft.Text;
            _lines = JsonLines.Of(_read);
        }

        _bad = [.. Check.Errors.Select(error => _lines.Of(error.Path))];
        if (_lines.Broken is { } line)
        {
            _bad.Add(line);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _script.CallAsync("scrollTogether", _text, _gutter);
        }
    }

    private void Type(ChangeEventArgs change) => Draft.ReplaceText(change.Value as string ?? "");

    private async Task JumpAsync(DocumentError error) => await _script.CallAsync("jump", _text, _lines.Of(error.Path), error.Path);
}
