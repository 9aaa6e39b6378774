using System.Globalization;
using Google.Protobuf;
using NasStudio.Core.Experiments;
using NasStudio.Export.Onnx.Messages;

namespace NasStudio.Export.Teachers;

/// <summary>
/// What an ONNX file says of its inputs and outputs, read without ONNX Runtime: checking a document loads no native code, and
/// no file can take the studio down.
/// </summary>
internal static class TeacherGraph
{
    /// <exception cref="InvalidDataException">It is no classifier that can teach.</exception>
    public static TeacherFacts FactsOf(string path)
    {
        var graph = Read(path).Graph ?? throw new InvalidDataException("it is no ONNX model; use another file.");

        // Old exporters list the weights among the inputs.
        var weights = graph.Initializer.Select(weight => weight.Name).ToHashSet(StringComparer.Ordinal);
        ValueInfoProto[] inputs = [.. graph.Input.Where(input => !weights.Contains(input.Name))];
        return inputs is [var input] && Sizes(input) is [null or 1, { } channels, var height, var width] images
            && graph.Output is [var output] && Sizes(output) is [_, > 1 and { } classes]
            ? new TeacherFacts(images[0], channels, height, width, classes)
            : throw new InvalidDataException($"it reads {Describe(inputs)} and gives {Describe(graph.Output)}; "
                + "use a classifier of float32 [batch, channels, height, width], the batch free or 1, to float32 [batch, classes].");
    }

    private static ModelProto Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return ModelProto.Parser.ParseFrom(stream);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new InvalidDataException("it is no ONNX model; use another file.", error);
        }
    }

    /// <summary>Null for a free axis; none for a value that is no float32 tensor of a known rank.</summary>
    private static int?[] Sizes(ValueInfoProto value) => value.Type?.TensorType is { ElemType: TensorProto.Types.DataType.Float, Shape: { } shape }
        ? [.. shape.Dim.Select(size => size.DimValue is > 0 and <= int.MaxValue ? (int?)size.DimValue : null)]
        : [];

    private static string Describe(IEnumerable<ValueInfoProto> values) => string.Join(" and ", values.Select(value =>
        $"{value.Name} [{string.Join(", ", Sizes(value).Select(size => size?.ToString(CultureInfo.InvariantCulture) ?? "any"))}]"));
}
