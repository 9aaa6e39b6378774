using System.Runtime.InteropServices;
using Google.Protobuf;
using NasStudio.Export.Onnx.Messages;

namespace NasStudio.Export.Onnx;

/// <summary>Collects the nodes and constants of an ONNX graph, each value under a name of its own.</summary>
internal sealed class GraphWriter
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _layers = new(StringComparer.Ordinal);

    public GraphProto Graph { get; } = new() { Name = "network" };

    /// <summary>Name of the layer that the nodes appended next are for.</summary>
    public string Layer { get; set; } = "";

    /// <summary>Node → the layer it was appended for.</summary>
    public IReadOnlyDictionary<string, string> Layers => _layers;

    /// <summary>The wanted name, or with a number behind it where that is taken.</summary>
    public string Name(string wanted)
    {
        var name = wanted;
        for (var i = 2; !_names.Add(name); i++)
        {
            name = $"{wanted}_{i}";
        }

        return name;
    }

    /// <summary>Appends a node with one output and answers the output's name.</summary>
    public string Node(string type, string output, IEnumerable<string> inputs, params IEnumerable<AttributeProto> attributes)
    {
        var node = new NodeProto { OpType = type, Name = output };
        node.Input.Add(inputs);
        node.Output.Add(output);
        node.Attribute.Add(attributes);
        Graph.Node.Add(node);
        _layers.Add(output, Layer);
        return output;
    }

    /// <summary>Appends a node whose output is named after a layer and a step within it.</summary>
    public string Step(string type, string layer, string step, IEnumerable<string> inputs, params IEnumerable<AttributeProto> attributes) =>
        Node(type, Name($"{layer}.{step}"), inputs, attributes);

    public string Constant(string name, ReadOnlySpan<int> shape, float[] values) =>
        Constant(name, shape, TensorProto.Types.DataType.Float, MemoryMarshal.AsBytes(values.AsSpan()));

    /// <summary>A vector of integers, for example the shape that Reshape takes.</summary>
    public string Constant(string name, params long[] values) =>
        Constant(name, [values.Length], TensorProto.Types.DataType.Int64, MemoryMarshal.AsBytes(values.AsSpan()));

    public static AttributeProto Attribute(string name, long value) => new() { Name = name, I = value, Type = AttributeProto.Types.AttributeType.Int };

    public static AttributeProto Attribute(string name, double value) => new() { Name = name, F = (float)value, Type = AttributeProto.Types.AttributeType.Float };

    public static AttributeProto Attribute(string name, string value) => new() { Name = name, S = ByteString.CopyFromUtf8(value), Type = AttributeProto.Types.AttributeType.String };

    public static AttributeProto Attribute(string name, params long[] values) => new() { Name = name, Ints = { values }, Type = AttributeProto.Types.AttributeType.Ints };

    /// <summary>A float32 value with a free batch axis named "batch".</summary>
    public static ValueInfoProto Batched(string name, IEnumerable<int> sizes)
    {
        var shape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dimension { DimParam = "batch" } } };
        shape.Dim.Add(sizes.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }));
        var tensor = new TypeProto.Types.Tensor { ElemType = TensorProto.Types.DataType.Float, Shape = shape };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }

    private string Constant(string name, ReadOnlySpan<int> shape, TensorProto.Types.DataType type, ReadOnlySpan<byte> bytes)
    {
        var tensor = new TensorProto { Name = Name(name), DataType = type, RawData = ByteString.CopyFrom(bytes) };
        foreach (var size in shape)
        {
            tensor.Dims.Add(size);
        }

        Graph.Initializer.Add(tensor);
        return tensor.Name;
    }
}
