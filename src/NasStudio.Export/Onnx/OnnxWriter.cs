using Google.Protobuf;
using NasStudio.Core.Networks;
using NasStudio.Export.Onnx.Messages;
using NasStudio.Export.Weights;

namespace NasStudio.Export.Onnx;

/// <summary>
/// Writes a network as an ONNX model: input "input" float32 [batch, C, H, W] with a free batch, output "logits"
/// [batch, classes]. Batch norms are folded into the layer before them where they are its only reader.
/// </summary>
public static class OnnxWriter
{
    /// <summary>The operator set: the first with LayerNormalization.</summary>
    public const int Opset = 17;

    /// <summary>The version of the file format that came with that operator set.</summary>
    public const int IrVersion = 8;

    public const string InputName = "input";

    public const string OutputName = "logits";

    /// <param name="weights">Parameters by name, and "layer.mean", "layer.var" of every batch norm, shaped as the network says.</param>
    /// <param name="metadata">Written in the given order.</param>
    /// <returns>The bytes of the file; equal arguments give equal bytes.</returns>
    /// <exception cref="KeyNotFoundException">A parameter or a statistic is missing.</exception>
    /// <exception cref="ArgumentException">A tensor has another shape than the network's.</exception>
    public static byte[] Write(Network network, IReadOnlyDictionary<string, FloatTensor> weights, IEnumerable<KeyValuePair<string, string>>? metadata = null) =>
        WriteTraced(network, weights, metadata).Onnx;

    /// <summary>The same, and which layer every node was written for: of a folded pair, the convolution or linear layer.</summary>
    internal static (byte[] Onnx, IReadOnlyDictionary<string, string> LayerOfNode) WriteTraced(
        Network network,
        IReadOnlyDictionary<string, FloatTensor> weights,
        IEnumerable<KeyValuePair<string, string>>? metadata = null)
    {
        CheckShapes(network, weights);
        var graph = WriteGraph(network, weights);
        var model = new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = "NasStudio",
            Graph = graph.Graph,
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = Opset } },
        };
        model.MetadataProps.Add((metadata ?? []).Select(entry => new StringStringEntryProto { Key = entry.Key, Value = entry.Value }));
        return (model.ToByteArray(), graph.Layers);
    }

    private static GraphWriter WriteGraph(Network network, IReadOnlyDictionary<string, FloatTensor> weights)
    {
        var graph = new GraphWriter();
        var (input, output) = (graph.Name(InputName), graph.Name(OutputName));
        var folds = Folds(network);
        var translation = new LayerTranslation(network, weights, graph);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var layer in network.Layers)
        {
            if (layer.Operation is Operation.Input)
            {
                values.Add(layer.Name, input);
                graph.Graph.Input.Add(GraphWriter.Batched(input, layer.Output.Sizes));
                continue;
            }

            if (layer.Operation is Operation.BatchNorm && folds.ContainsKey(layer.Inputs[0]))
            {
                values.Add(layer.Name, values[layer.Inputs[0]]);
                continue;
            }

            // A folded pair bears the name of the batch norm, whose output it gives.
            var norm = folds.GetValueOrDefault(layer.Name);
            var last = (norm ?? layer) == network.Layers[^1];
            var name = last ? output : graph.Name((norm ?? layer).Name);
            graph.Layer = layer.Name;
            translation.Write(layer, [.. layer.Inputs.Select(read => values[read])], name, norm is null ? null : BatchNormAffine.Of(norm, weights));
            values.Add(layer.Name, name);
        }

        graph.Graph.Output.Add(GraphWriter.Batched(output, network.Layers[^1].Output.Sizes));
        return graph;
    }

    /// <summary>Batch norms by the name of the convolution or linear layer into which they can be folded.</summary>
    private static Dictionary<string, Layer> Folds(Network network)
    {
        var readers = network.Layers.SelectMany(layer => layer.Inputs).CountBy(name => name).ToDictionary(StringComparer.Ordinal);
        return network.Layers
            .Where(layer => layer.Operation is Operation.BatchNorm && readers[layer.Inputs[0]] == 1)
            .Where(layer => network[layer.Inputs[0]].Operation is Operation.Convolution or Operation.Linear)
            .ToDictionary(layer => layer.Inputs[0], StringComparer.Ordinal);
    }

    private static void CheckShapes(Network network, IReadOnlyDictionary<string, FloatTensor> weights)
    {
        foreach (var parameter in network.Parameters)
        {
            Check(parameter.Name, parameter.Shape);
        }

        foreach (var layer in network.Layers.Where(layer => layer.Operation is Operation.BatchNorm))
        {
            Check($"{layer.Name}.mean", layer.Parameter("weight").Shape);
            Check($"{layer.Name}.var", layer.Parameter("weight").Shape);
        }

        void Check(string name, Shape shape)
        {
            var tensor = weights.GetValueOrDefault(name)
                ?? throw new KeyNotFoundException($"The weights lack {name}; cut them out of a supernet of the same search space.");
            if (!shape.Sizes.AsSpan().SequenceEqual(tensor.Shape))
            {
                throw new ArgumentException($"{name} has the shape [{string.Join(", ", tensor.Shape)}], the network needs {shape}; slice the weights for this subnet first.", nameof(weights));
            }
        }
    }
}
