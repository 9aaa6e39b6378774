using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace NasStudio.Export.Weights;

/// <summary>
/// Reads and writes the safetensors format (float32): eight bytes with the header's length, a JSON header with names, shapes
/// and offsets, then the numbers, little-endian as is every platform that ONNX Runtime supports.
/// </summary>
public static class SafetensorsFile
{
    /// <summary>
    /// Largest header that is read, 16 MB: an entry takes about 110 bytes, so this holds more than 100,000 tensors, while
    /// the widest supernets have some thousands; the format itself would allow 100 MB.
    /// </summary>
    public const int MaximumHeaderBytes = 16 << 20;

    private const int Alignment = 8;

    /// <summary>Writes the tensors in the ordinal order of their names; equal content gives equal bytes.</summary>
    public static void Write(Stream stream, IReadOnlyDictionary<string, FloatTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var sorted = tensors.OrderBy(tensor => tensor.Key, StringComparer.Ordinal).ToArray();
        var header = SafetensorsHeader.Write(sorted, metadata, Alignment);
        if (header.Length > MaximumHeaderBytes)
        {
            throw new ArgumentException($"The header of {sorted.Length} tensors takes {header.Length} bytes; at most {MaximumHeaderBytes} can be read back. Write them into several files.", nameof(tensors));
        }

        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var (_, tensor) in sorted)
        {
            stream.Write(MemoryMarshal.AsBytes(tensor.Values.AsSpan()));
        }
    }

    /// <summary>Reads a whole file, checking everything before memory is taken: a hostile file costs no more than its own size.</summary>
    /// <exception cref="InvalidDataException">The header or an offset is not valid.</exception>
    public static SafetensorsContent Read(Stream stream)
    {
        if (!stream.CanSeek)
        {
            // Without a length, declared sizes cannot be checked; so take what really arrives first.
            using var buffer = new MemoryStream();
            stream.CopyTo(buffer);
            buffer.Position = 0;
            return Read(buffer);
        }

        var available = stream.Length - stream.Position;
        var headerLength = ReadHeaderLength(stream, available);
        var header = new byte[headerLength];
        stream.ReadExactly(header);
        var (entries, metadata) = SafetensorsHeader.Read(header);
        CheckLayout(entries, available - sizeof(ulong) - headerLength);

        var tensors = new Dictionary<string, FloatTensor>(entries.Count, StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var values = new float[(int)((entry.End - entry.Begin) / sizeof(float))];
            ReadValues(stream, values, entry.Name);
            tensors.Add(entry.Name, new FloatTensor(entry.Shape, values));
        }

        return new SafetensorsContent(tensors, metadata);
    }

    private static int ReadHeaderLength(Stream stream, long available)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        if (available < bytes.Length)
        {
            throw new InvalidDataException($"{available} bytes are no safetensors file; it starts with the eight bytes of its header's length.");
        }

        stream.ReadExactly(bytes);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (length > MaximumHeaderBytes || (long)length > available - bytes.Length)
        {
            throw new InvalidDataException($"The header's length {length} is more than the file holds or than {MaximumHeaderBytes}; the file is damaged or is no safetensors file.");
        }

        return (int)length;
    }

    /// <summary>Tensors, in the order of their offsets, must fill the data exactly.</summary>
    private static void CheckLayout(List<SafetensorsEntry> entries, long dataBytes)
    {
        var end = 0L;
        foreach (var entry in entries)
        {
            if (entry.Begin != end)
            {
                throw new InvalidDataException($"{entry.Name} starts at byte {entry.Begin}, but the tensor before it ends at {end}; gaps and overlaps are not allowed.");
            }

            end = entry.End;
        }

        if (end != dataBytes)
        {
            throw new InvalidDataException($"The header describes {end} bytes of numbers, the file holds {dataBytes}; it is cut off or damaged.");
        }
    }

    private static void ReadValues(Stream stream, float[] values, string name)
    {
        try
        {
            stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        }
        catch (EndOfStreamException error)
        {
            throw new InvalidDataException($"The file ends within {name}; it was cut off while it was read.", error);
        }
    }
}

/// <param name="Tensors">By name.</param>
/// <param name="Metadata">Words by name, for example who wrote the file; empty where there are none.</param>
public sealed record SafetensorsContent(IReadOnlyDictionary<string, FloatTensor> Tensors, IReadOnlyDictionary<string, string> Metadata);
