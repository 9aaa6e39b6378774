using NasStudio.Core.Blocks;
using NasStudio.Core.Costs;
using NasStudio.Core.Decisions;
using NasStudio.Core.Documents;
using NasStudio.Core.Networks;

namespace NasStudio.Core.Spaces;

/// <summary>What a layer of a body costs, found by building it alone; each case once.</summary>
internal sealed class LayerMeasure(Activation activation)
{
    private readonly Dictionary<(string Layer, int Width, int Side, ValueList<int> Choices), NetworkCost> _known = [];

    /// <param name="width">Channels that enter.</param>
    /// <param name="side">Of the map that enters.</param>
    /// <param name="choices">Of the layer's width, where it has one, and then of its fields.</param>
    public NetworkCost Of(BodyStep.Layer layer, int width, int side, ValueList<int> choices)
    {
        var key = (layer.Name, width, side, choices);
        if (!_known.TryGetValue(key, out var cost))
        {
            var network = new NetworkBuilder(new(width, side, side, 2));
            layer.Block.Expand(network, ChoicesOf(layer, width, choices, activation), network.Input);
            _known[key] = cost = NetworkCost.Of(network.Build());
        }

        return cost;
    }

    /// <summary>The first rule between its fields that a layer breaks where a map of this width enters; null: none.</summary>
    /// <param name="widths">That may leave.</param>
    /// <param name="side">Of the map that leaves.</param>
    public static BodyFault? FaultOf(BodyStep.Layer layer, IReadOnlyList<int> widths, int side)
    {
        var fields = layer.Block.Fields.ToDictionary(field => field.Name, field => (IReadOnlyList<Choice>)layer.Document.ChoicesOf(field), StringComparer.Ordinal);
        return layer.Block.Check(new StageScope(widths, side, fields, layer.Document.Stride)).FirstOrDefault() is { } fault
            ? new($"{layer.Place}.{(fault.Field == "block" ? "layer" : fault.Field)}", fault.Message)
            : null;
    }

    /// <summary>The layer as a stage of one, for its block.</summary>
    public static StageChoices ChoicesOf(BodyStep.Layer layer, int width, ValueList<int> choices, Activation activation)
    {
        var skipped = layer.Width is null ? 0 : 1;
        var fields = layer.Fields.Select((entry, index) => KeyValuePair.Create(entry.Name, entry.Field.Choices[choices[index + skipped]]));
        return new(
            layer.Name,
            layer.Document.Stride,
            layer.Width is { } widths ? (int)widths.Choices[choices[0]].Number!.Value : width,
            layer.Document.Activation ?? activation,
            [new LayerChoices(new Dictionary<string, Choice>(fields, StringComparer.Ordinal))]);
    }
}
