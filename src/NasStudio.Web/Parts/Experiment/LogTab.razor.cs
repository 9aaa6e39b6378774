using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.JSInterop;
using NasStudio.Runs;
using NasStudio.Runs.Experiments;

namespace NasStudio.Web.Parts.Experiment;

/// <summary>What the run said: the newest lines as they come, older ones on demand; level and search stand in the address.</summary>
public sealed partial class LogTab : IAsyncDisposable
{
    private const int Batch = 1000;
    private readonly List<LogRow> _older = [];
    private ElementReference _log;
    private ElementReference _follow;
    private PartScript _script = default!;
    private Guid _run;
    private bool _mayBeOlder;
    private bool _loading;

    [Parameter]
    [EditorRequired]
    public ExperimentView View { get; set; } = default!;

    [Inject]
    private IRunStore Store { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    private string Level => Parameter("level") is "warning" or "error" ? Parameter("level") : "";

    private string Text => Parameter("text");

    /// <summary>Oldest first.</summary>
    private IEnumerable<LogRow> Lines => _older.Concat(View.Snapshot.Log.Where(line => _older.Count == 0 || line.Seq > _older[^1].Seq));

    private IEnumerable<LogRow> Shown => Lines.Where(line => (Level.Length == 0 || line.Level == "error" || line.Level == Level)
        && line.Message.Contains(Text, StringComparison.OrdinalIgnoreCase));

    private string Count => Level.Length == 0 && Text.Length == 0
        ? string.Create(CultureInfo.CurrentCulture, $"{Lines.Count():N0} lines")
        : string.Create(CultureInfo.CurrentCulture, $"{Shown.Count():N0} of {Lines.Count():N0} lines");

    public ValueTask DisposeAsync() => _script.DisposeAsync();

    protected override void OnInitialized() => _script = new PartScript(Browser, "./js/log-tail.js");

    protected override void OnParametersSet()
    {
        if (_run != View.Snapshot.Run.Id)
        {
            _run = View.Snapshot.Run.Id;
            _older.Clear();
            _mayBeOlder = View.Snapshot.Log.Length >= Batch;
        }
        else if (_older.Count == 0)
        {
            _mayBeOlder = View.Snapshot.Log.Length >= Batch;
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _script.CallAsync("follow", _log, _follow);
        }
    }

    /// <summary>Once older lines are there, none between them and the newest may go: what the snapshot drops is kept.</summary>
    private async Task LoadOlderAsync()
    {
        _loading = true;
        try
        {
            LogRow[] present = [.. Lines];
            var before = await Store.ReadLogAsync(_run, present.Length == 0 ? long.MaxValue : present[0].Seq, Batch, _script.Left);
            _older.Clear();
            _older.AddRange([.. before, .. present]);
            _mayBeOlder = before.Count == Batch;
        }
        finally
        {
            _loading = false;
        }
    }

    private string Parameter(string name) => QueryHelpers.ParseQuery(Navigation.ToAbsoluteUri(Navigation.Uri).Query).TryGetValue(name, out var value) ? value.ToString() : "";

    private void ChooseLevel(ChangeEventArgs change) => Go("level", change.Value as string);

    private void Find(ChangeEventArgs change) => Go("text", (change.Value as string)?.Trim());

    private void Go(string name, string? value) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(name, string.IsNullOrEmpty(value) ? null : value), replace: true);
}
