using Microsoft.AspNetCore.Components;
using NasStudio.Core.Costs;
using NasStudio.Core.Networks;
using NasStudio.Export.Latency;

namespace NasStudio.Web.Parts.Subnets;

/// <summary>Every layer of a network with what it costs.</summary>
public sealed partial class LayerTable
{
    private IReadOnlyList<Row> _rows = [];
    private Dictionary<string, double> _times = [];
    private long _macs;
    private long _parameters;

    [Parameter]
    [EditorRequired]
    public Network Network { get; set; } = default!;

    /// <summary>The blocks that the layers belong to, as the diagram shows them.</summary>
    [Parameter]
    public IReadOnlyList<NetworkBlock> Blocks { get; set; } = [];

    /// <summary>Of every layer of the network; null where it has not been measured, and the columns are not there.</summary>
    [Parameter]
    public LayerLatency? Latency { get; set; }

    protected override void OnParametersSet()
    {
        var blocks = Blocks.SelectMany(block => block.Layers.Select(layer => (layer, block.Name))).ToDictionary(pair => pair.layer, pair => pair.Name, StringComparer.Ordinal);
        _rows =
        [
            .. Network.Layers.Select(layer => new Row(
                layer.Name,
                blocks.GetValueOrDefault(layer.Name),
                OperationText.Of(layer.Operation),
                layer.Output.ToString(),
                NetworkCost.MacsOf(Network, layer),
                layer.Parameters.Sum(parameter => parameter.Elements),
                layer.Operation is Operation.Input)),
        ];
        _times = (Latency?.Layers ?? []).Where(layer => layer.Microseconds is not null).ToDictionary(layer => layer.Layer, layer => layer.Microseconds!.Value, StringComparer.Ordinal);
        (_macs, _parameters) = (Math.Max(1, _rows.Sum(row => row.Macs)), Math.Max(1, _rows.Sum(row => row.Parameters)));
    }

    /// <param name="Block">Name of its block; null outside of blocks.</param>
    private sealed record Row(string Name, string? Block, string Operation, string Output, long Macs, long Parameters, bool IsInput);
}
