using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using NasStudio.Core.Blocks;
using NasStudio.Core.Costs;
using NasStudio.Core.Decisions;
using NasStudio.Core.Networks;
using NasStudio.Core.Spaces;
using NasStudio.Core.Tables;
using NasStudio.Datasets;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Api;
using NasStudio.Web.Neighbours;
using NasStudio.Web.Parts;
using NasStudio.Web.Parts.Subnets;
using NasStudio.Web.Subnets;
using NasStudio.Web.Tables;

namespace NasStudio.Web.Pages;

/// <summary>
/// One subnet: its numbers with their origin, its network layer by layer, its files to take away and its neighbours. Of a
/// table's row, visited by the search or not, its values.
/// </summary>
public sealed partial class SubnetPage : IAsyncDisposable
{
    private ElementReference _root;
    private PartScript _script = default!;
    private NewestRun? _newest;
    private Subnet? _subnet;
    private bool _onFront;
    private DecisionSpace? _space;
    private Architecture? _architecture;
    private Table? _table;
    private TableRow? _row;
    private Network? _network;
    private Cell? _cell;
    private NetworkCost? _cost;
    private (PaperCount Count, long Macs)? _paper;
    private IReadOnlyList<NetworkBlock> _blocks = [];
    private string? _missing;

    [Parameter]
    public Guid Id { get; set; }

    [Parameter]
    public string SubnetId { get; set; } = "";

    [Inject]
    private NewestRuns Runs { get; set; } = default!;

    [Inject]
    private DatasetCatalogue Catalogue { get; set; } = default!;

    [Inject]
    private TableLibrary Tables { get; set; } = default!;

    [Inject]
    private NeighbourStudies Neighbours { get; set; } = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    private string DiagramPath => $"api/experiments/{Id}/subnets/{SubnetId}/diagram";

    public ValueTask DisposeAsync() => _script.DisposeAsync();

    protected override void OnInitialized() => _script = new PartScript(Browser, "./js/subnet-page.js");

    protected override async Task OnParametersSetAsync()
    {
        var newest = await Runs.FindAsync(Id, _script.Left);
        _missing = WhyMissing(newest);
        if (_missing is not null)
        {
            return;
        }

        var document = newest!.Experiment.Document;
        _architecture = Neighbours.Find(newest, SubnetId)!;
        (_subnet, _onFront) = newest.Find(SubnetId) is { } found ? found : (null, false);
        (_network, _cell, _row, _table) = (null, null, null, null);
        if (document.Table is { Name: { } name })
        {
            _table = Tables.Find(name)!;
            (_space, _row) = (_table.Decisions, _table.Find(_architecture));
        }
        else
        {
            Expand(new SearchSpace(document.SearchSpace), newest);
        }

        _newest = newest;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _script.CallAsync("link", _root);
        }
    }

    private string? WhyMissing(NewestRun? newest)
    {
        if (newest is null)
        {
            return "Its experiment was deleted, or the address is mistyped.";
        }

        if (Neighbours.Obstacle(newest.Experiment.Document) is { } obstacle)
        {
            return obstacle;
        }

        return Neighbours.Find(newest, SubnetId) is not null ? null
            : newest.Experiment.Document.Table is { } table ? $"The table '{table.Title}', which “{newest.Experiment.Name}” searches, has no row {SubnetId}."
            : $"The newest run of “{newest.Experiment.Name}” has not evaluated a subnet {SubnetId}.";
    }

    private void Expand(SearchSpace space, NewestRun newest)
    {
        _space = space.Decisions;
        _network = space.Expand(_architecture!, Catalogue.InputOf(newest.Experiment.Document, space));
        _cell = space.CellOf(_architecture!);
        _cost = NetworkCost.Of(_network);
        _paper = PaperCount.Find(space.Document.PaperCount) is { } count ? (count, count.MacsOf(_network)) : null;
        _blocks = NetworkBlock.Of(_network, space.Document);
    }
}
