using Microsoft.AspNetCore.Components;
using NasStudio.Core.Blocks;
using NasStudio.Core.Costs;
using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;
using NasStudio.Web.Parts.Subnets;

namespace NasStudio.Web.Parts.Compose;

/// <summary>What subnets of a space look like: how MACs are spread, and the smallest, a random and the largest one as diagrams.</summary>
public sealed partial class SpacePreview
{
    private Shown _which = Shown.Random;
    private int _draw;
    private SpaceView? _shown;
    private NetworkCost? _cost;
    private Cell? _cell;
    private IReadOnlyList<NetworkBlock> _blocks = [];
    private string _input = "";

    private enum Shown
    {
        Smallest,
        Random,
        Largest,
    }

    [Parameter]
    [EditorRequired]
    public SpaceView View { get; set; } = default!;

    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_shown, View))
        {
            _shown = View;
            Expand();
        }
    }

    private void Show(Shown which)
    {
        _which = which;
        Expand();
    }

    private void Another()
    {
        _draw++;
        Expand();
    }

    private void Expand()
    {
        var architecture = _which switch
        {
            Shown.Smallest => View.Space.Smallest,
            Shown.Largest => View.Space.Largest,
            _ => View.Space.Decisions.Sample(new SeededRandom(1, "composer.preview", _draw)),
        };
        var network = View.NetworkOf(architecture);
        _cost = NetworkCost.Of(network);
        _cell = View.Space.CellOf(architecture);
        _blocks = _cell is null ? NetworkBlock.Of(network, View.Space.Document) : [];

        var image = network.Layers.FirstOrDefault(layer => layer.Name == "resize") ?? network.Layers[0];
        _input = $"images {image.Output}";
    }
}
