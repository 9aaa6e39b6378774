using System.Collections.Frozen;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.JSInterop;
using NasStudio.Core.Decisions;
using NasStudio.Core.Objectives;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Charts;
using NasStudio.Web.Subnets;
using NasStudio.Web.Tables;

namespace NasStudio.Web.Parts.Experiment;

/// <summary>
/// The table of subnets with its filter, both in the address, and with the selection that charts of the same experiment share:
/// what is selected there narrows the table, and what the filter leaves can be selected there.
/// </summary>
public sealed partial class SubnetsPanel : IAsyncDisposable
{
    private const int SmallTable = 5000;
    private DotNetObjectReference<SubnetsPanel>? _self;
    private PartScript _script = default!;
    private IJSObjectReference? _selection;
    private IReadOnlyList<ObjectiveAxis> _axes = [];
    private DecisionSpace? _space;
    private RunSnapshot? _shown;
    private SubnetQuery? _listed;
    private FrozenSet<int>? _selected;
    private int[] _rows = [];
    private long _read;

    [Parameter]
    [EditorRequired]
    public ExperimentView View { get; set; } = default!;

    /// <summary>Told the id of a row that was clicked.</summary>
    [Parameter]
    public EventCallback<string> Open { get; set; }

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private TableLibrary Tables { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    private SubnetQuery Query => _listed ?? SubnetQuery.All;

    private string Note => View.OnATable ? "as the table measured them" : "accuracy on validation images, latency of one image";

    private string CsvPath => $"api/experiments/{View.Id}/subnets{QueryString("format=csv")}";

    private string Count
    {
        get
        {
            var all = _shown!.Subnets.Length.ToString("N0", CultureInfo.CurrentCulture);
            var listed = Query.IsFilter || _selected is not null ? string.Create(CultureInfo.CurrentCulture, $"{_rows.Length:N0} of {all} subnets") : $"{all} subnets";
            return _selected is null ? listed : string.Create(CultureInfo.CurrentCulture, $"{listed}; {_selected.Count:N0} are selected in the charts");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _script.DisposeAsync();
        _self?.Dispose();
    }

    /// <summary>Called by js/subnet-selection.js.</summary>
    /// <param name="run">Number of the run whose rows are meant.</param>
    /// <param name="indices">Rows in the order of evaluation, 4 bytes each; null: no selection.</param>
    [JSInvokable]
    public void Select(int? run, byte[]? indices)
    {
        _selected = indices is null || run != View.Snapshot.Run.Number ? null : MemoryMarshal.Cast<byte, int>(indices).ToArray().ToFrozenSet();
        List(Query, View.Snapshot);
        StateHasChanged();
    }

    protected override void OnInitialized() => _script = new PartScript(Browser, "./js/subnet-selection.js");

    /// <summary>A large table is listed anew once a second while it grows.</summary>
    protected override void OnParametersSet()
    {
        var snapshot = View.Snapshot;
        if (_shown?.Run.Id != snapshot.Run.Id)
        {
            _space = Tables.DecisionsOf(View.Document);
            ObjectiveDefinition[] objectives = View.OnATable ? [.. View.Document.Search.ObjectiveDefinitions()] : [.. ObjectiveDefinition.All];
            _axes = [.. objectives.Select(ObjectiveAxis.Of)];
            _selected = null;
        }

        var query = ReadQuery();
        var isGrowing = snapshot.Run.State is RunState.Running && snapshot.Run.Id == _shown?.Run.Id;
        var isStale = _shown is not { } shown || snapshot.Subnets != shown.Subnets || snapshot.Run.State != shown.Run.State || snapshot.Front != shown.Front;
        if (query.Write() is var address && _listed?.Write() is { } old && address.All(pair => Same(pair.Value, old[pair.Key])) && (!isStale
            || (isGrowing && snapshot.Subnets.Length >= SmallTable && Time.GetElapsedTime(_read) <= TimeSpan.FromSeconds(1))))
        {
            return;
        }

        List(query, snapshot);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _selection = await _script.AttachAsync("attach", View.Id, _self);
        }
    }

    private static bool Same(object? one, object? other) => one is string[] many && other is string[] others ? many.SequenceEqual(others) : Equals(one, other);

    /// <summary>Where the address names no order, the front comes first.</summary>
    private SubnetQuery ReadQuery()
    {
        var read = SubnetQuery.Read(QueryHelpers.ParseQuery(Navigation.ToAbsoluteUri(Navigation.Uri).Query)).Fitting(_space, [.. _axes.Select(axis => axis.Name)]);
        return read.Sort is null ? read with { Sort = SubnetQuery.ByFront } : read;
    }

    private void List(SubnetQuery query, RunSnapshot snapshot)
    {
        var tie = View.Document.Search.ObjectiveDefinitions().ElementAtOrDefault(1);
        (_listed, _shown, _read) = (query, snapshot, Time.GetTimestamp());
        _rows = SubnetListing.Rows(snapshot, query, _space, tie, _selected);
    }

    private string QueryString(string beginning)
    {
        var parts = Query.Write().SelectMany(pair => pair.Value switch
        {
            null => [],
            string[] many => many.Select(one => (pair.Key, Text: one)),
            var value => [(pair.Key, Text: Convert.ToString(value, CultureInfo.InvariantCulture)!)],
        });
        return $"?{beginning}{string.Concat(parts.Select(pair => $"&{pair.Key}={Uri.EscapeDataString(pair.Text is "True" or "False" ? pair.Text.ToLowerInvariant() : pair.Text)}"))}";
    }

    /// <summary>The rows are shown at once; the address follows, which takes the browser's answer.</summary>
    private void Go(SubnetQuery query)
    {
        List(query, View.Snapshot);
        var address = query.Write();
        if (query is { Sort: SubnetQuery.ByFront, Descending: false })
        {
            (address["sort"], address["order"]) = (null, null);
        }

        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(address), replace: true);
    }

    private async Task ShowInChartsAsync()
    {
        _selected = _rows.ToFrozenSet();
        await TellAsync("show", MemoryMarshal.AsBytes(_rows.AsSpan()).ToArray());
    }

    private async Task ClearSelectionAsync()
    {
        _selected = null;
        List(Query, View.Snapshot);
        await TellAsync("clear");
    }

    private Task SaveSelectedAsync() => TellAsync("save", $"api/experiments/{View.Id}/subnets/csv{QueryString("selected=true")}", "subnets.csv");

    private async Task TellAsync(string function, params object[] arguments)
    {
        if (_selection is not null)
        {
            await _selection.InvokeVoidAsync(function, _script.Left, arguments);
        }
    }
}
