namespace NasStudio.Export.Weights;

/// <summary>Reads and writes the safetensors format (float32): a JSON header with names, shapes and offsets, then the bytes.</summary>
public static class SafetensorsFile
{
    public static void Write(Stream stream, IReadOnlyDictionary<string, FloatTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        throw new NotImplementedException($"{stream}{tensors}{metadata}");

    /// <exception cref="InvalidDataException">The header or an offset is not valid.</exception>
    public static SafetensorsContent Read(Stream stream) => throw new NotImplementedException($"{stream}");
}

public sealed record SafetensorsContent(IReadOnlyDictionary<string, FloatTensor> Tensors, IReadOnlyDictionary<string, string> Metadata);
