using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using NasStudio.Core.Blocks;
using NasStudio.Core.Costs;
using NasStudio.Core.Decisions;
using NasStudio.Core.Networks;
using NasStudio.Core.Spaces;
using NasStudio.Datasets;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Api;
using NasStudio.Web.Parts.Subnets;

namespace NasStudio.Web.Pages;

/// <summary>One subnet: its numbers with their origin, its network layer by layer, and its files to take away.</summary>
public sealed partial class SubnetPage : IDisposable
{
    private static readonly ImmutableArray<(string Format, string Label)> Formats = [("onnx", "ONNX"), ("safetensors", "safetensors"), ("json", "JSON"), ("zip", "zip")];
    private readonly CancellationTokenSource _left = new();
    private Subnet? _subnet;
    private bool _onFront;
    private SearchSpace? _space;
    private Architecture? _architecture;
    private Network? _network;
    private Cell? _cell;
    private NetworkCost? _cost;
    private (PaperCount Count, long Macs)? _paper;
    private IReadOnlyList<NetworkBlock> _blocks = [];
    private string _experimentName = "";
    private string? _missing;
    private bool _isRow;

    [Parameter]
    public Guid Id { get; set; }

    [Parameter]
    public string SubnetId { get; set; } = "";

    [Inject]
    private NewestRuns Runs { get; set; } = default!;

    [Inject]
    private DatasetCatalogue Catalogue { get; set; } = default!;

    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        var newest = await Runs.FindAsync(Id, _left.Token);
        if (newest?.Find(SubnetId) is not { } found)
        {
            _missing = newest is null
                ? "Its experiment was deleted, or the address is mistyped."
                : $"The newest run of “{newest.Experiment.Name}” has not evaluated a subnet {SubnetId}.";
            return;
        }

        var document = newest.Experiment.Document;
        if (document.Table is not null)
        {
            _isRow = true;
            _missing = $"“{newest.Experiment.Name}” searches a table: {SubnetId} is one of its rows, and nobody knows its network. The experiment's page shows its values.";
            return;
        }

        var dataset = Catalogue.Find(document.Dataset.Name)?.Description;
        _space = new SearchSpace(document.SearchSpace);
        _architecture = _space.Decisions.Canonical(found.Subnet.Search.Choices.AsSpan());
        _network = _space.Expand(_architecture, dataset is null ? _space.DefaultInput : dataset.NetworkInput);
        _cell = _space.CellOf(_architecture);
        _cost = NetworkCost.Of(_network);
        _paper = PaperCount.Find(document.SearchSpace.PaperCount) is { } count ? (count, count.MacsOf(_network)) : null;
        _blocks = NetworkBlock.Of(_network, document.SearchSpace);
        _experimentName = newest.Experiment.Name;
        (_subnet, _onFront) = found;
    }

    private string DownloadPath(string format) => $"api/experiments/{Id}/subnets/{SubnetId}/download?format={format}";
}
