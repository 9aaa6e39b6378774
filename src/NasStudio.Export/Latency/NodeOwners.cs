using Google.Protobuf.Collections;
using NasStudio.Core.Networks;
using NasStudio.Export.Onnx.Messages;

namespace NasStudio.Export.Latency;

/// <summary>
/// Which layer a node of an optimised graph works for. Nodes that ONNX Runtime fuses or moves to another memory layout keep
/// the name of one of them with something around it: "stem.norm_nchwc", "scores/MatMulScaleFusion/", "fused head".
/// </summary>
/// <param name="layerOfNode">Node as written → layer.</param>
internal sealed class NodeOwners(Network network, IReadOnlyDictionary<string, string> layerOfNode, byte[] optimized)
{
    private const string FusedPrefix = "fused ";
    private readonly RepeatedField<NodeProto> _nodes = ModelProto.Parser.ParseFrom(optimized).Graph.Node;

    /// <param name="index">Of the node in the optimised graph.</param>
    /// <returns>Null where ONNX Runtime added the node, or renamed it beyond recognition.</returns>
    public string? LayerOf(int index) => index < _nodes.Count ? LayerOf(_nodes[index]) : null;

    /// <summary>The layer of the longest name of a written node that the name holds; null where it holds none.</summary>
    public string? ByName(string name)
    {
        var written = name.StartsWith(FusedPrefix, StringComparison.Ordinal) ? name[FusedPrefix.Length..] : name;
        for (var length = written.Length; length > 0; length--)
        {
            if ((length == written.Length || written[length] is '_' or '/' or ' ') && layerOfNode.TryGetValue(written[..length], out var layer))
            {
                return layer;
            }
        }

        return null;
    }

    private string? LayerOf(NodeProto node) => node.OpType is "ReorderInput" or "ReorderOutput" ? null
        : (ByName(node.Name) ?? (node.OpType is "Transpose" ? null : ByValue(node))) is { } layer ? Working(network[layer], node.OpType).Name : null;

    /// <summary>
    /// A node with a name of its own, "BiasSoftmax", still gives the value of one that was written; parts of an operator that
    /// was taken apart, which have no name, are read by a part that does.
    /// </summary>
    private string? ByValue(NodeProto node) =>
        node.Output.Select(output => layerOfNode.GetValueOrDefault(output)).FirstOrDefault(layer => layer is not null)
        ?? _nodes.Where(reader => reader.Name.Length == 0 && reader.Input.Intersect(node.Output).Any()).Select(LayerOf).FirstOrDefault(layer => layer is not null);

    /// <summary>A convolution fused with what follows may bear the name of that, say of its activation: the convolution's it stays.</summary>
    private Layer Working(Layer layer, string operation)
    {
        return Nearest(layer) ?? layer;

        Layer? Nearest(Layer from) => (from.Operation, operation) switch
        {
            (Operation.Convolution, "Conv" or "FusedConv") => from,
            (Operation.Linear or Operation.Attention, "Gemm" or "FusedGemm" or "MatMul" or "FusedMatMul") => from,
            (Operation.Activate or Operation.BatchNorm or Operation.Add, "Conv" or "FusedConv" or "Gemm" or "FusedGemm" or "MatMul" or "FusedMatMul") =>
                from.Inputs.Reverse().Select(input => Nearest(network[input])).FirstOrDefault(found => found is not null),
            _ => null,
        };
    }
}
