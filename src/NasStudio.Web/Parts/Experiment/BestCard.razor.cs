using Microsoft.AspNetCore.Components;
using NasStudio.Core.Blocks;
using NasStudio.Core.Spaces;
using NasStudio.Datasets;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Charts;
using NasStudio.Web.Parts.Subnets;

namespace NasStudio.Web.Parts.Experiment;

/// <summary>
/// The best subnet within the limit of the slider. js/best-under.js writes its numbers frame by frame; name, diagram and files come
/// when the thumb rests.
/// </summary>
public sealed partial class BestCard
{
    private SearchSpace? _space;
    private Subnet? _shown;
    private IReadOnlyList<NetworkBlock> _blocks = [];
    private Cell? _cell;

    [Parameter]
    [EditorRequired]
    public string CardId { get; set; } = "";

    [Parameter]
    [EditorRequired]
    public ExperimentView View { get; set; } = default!;

    /// <summary>The values to say of it.</summary>
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<ObjectiveAxis> Axes { get; set; } = [];

    /// <summary>Null where none is within the limit, or none was asked for yet.</summary>
    [Parameter]
    public Subnet? Subnet { get; set; }

    [Inject]
    private DatasetCatalogue Catalogue { get; set; } = default!;

    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_shown, Subnet) || View.OnATable)
        {
            return;
        }

        _shown = Subnet;
        (_blocks, _cell) = ([], null);
        if (Subnet is null)
        {
            return;
        }

        _space ??= new SearchSpace(View.Document.SearchSpace);
        var architecture = _space.Decisions.Canonical(Subnet.Search.Choices.AsSpan());
        var dataset = Catalogue.Find(View.Document.Dataset.Name)?.Description;
        _blocks = NetworkBlock.Of(_space.Expand(architecture, dataset is null ? _space.DefaultInput : dataset.NetworkInput), View.Document.SearchSpace);
        _cell = _space.CellOf(architecture);
    }
}
