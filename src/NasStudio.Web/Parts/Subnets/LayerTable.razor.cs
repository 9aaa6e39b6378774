using System.Globalization;
using Microsoft.AspNetCore.Components;
using NasStudio.Core.Costs;
using NasStudio.Core.Networks;

namespace NasStudio.Web.Parts.Subnets;

/// <summary>Every layer of a network with what it costs.</summary>
public sealed partial class LayerTable
{
    private IReadOnlyList<Row> _rows = [];

    [Parameter]
    [EditorRequired]
    public Network Network { get; set; } = default!;

    protected override void OnParametersSet()
    {
        var macs = Network.Layers.Select(layer => NetworkCost.MacsOf(Network, layer)).ToArray();
        var total = Math.Max(1, macs.Sum());
        _rows =
        [
            .. Network.Layers.Select((layer, index) => new Row(
                layer.Name, OperationText.Of(layer.Operation), layer.Output.ToString(), macs[index], macs[index] / (double)total, layer.Parameters.Sum(parameter => parameter.Elements))),
        ];
    }

    private static string Width(Row row) => string.Create(CultureInfo.InvariantCulture, $"{row.Share * 100:F1}%");

    private sealed record Row(string Name, string Operation, string Output, long Macs, double Share, long Parameters);
}
