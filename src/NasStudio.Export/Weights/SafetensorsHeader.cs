using System.Text.Json;

namespace NasStudio.Export.Weights;

/// <summary>The JSON header of a safetensors file: { "name": { "dtype", "shape", "data_offsets" }, "__metadata__": { … } }.</summary>
internal static class SafetensorsHeader
{
    private const string MetadataName = "__metadata__";
    private const string FloatType = "F32";

    // Arrays within an object within the header: anything deeper is none.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 3, AllowDuplicateProperties = false };

    /// <summary>The header, padded with spaces so that the numbers start at a multiple of <paramref name="alignment"/>.</summary>
    public static byte[] Write(KeyValuePair<string, FloatTensor>[] sorted, IReadOnlyDictionary<string, string>? metadata, int alignment)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteMetadata(json, metadata);
            var begin = 0L;
            foreach (var (name, tensor) in sorted)
            {
                var end = begin + ((long)tensor.Values.Length * sizeof(float));
                WriteEntry(json, name, tensor.Shape, begin, end);
                begin = end;
            }

            json.WriteEndObject();
        }

        while (buffer.Length % alignment != 0)
        {
            buffer.WriteByte((byte)' ');
        }

        return buffer.ToArray();
    }

    /// <summary>The entries in the order of their offsets.</summary>
    /// <exception cref="InvalidDataException">It is no header, or an entry does not hold in itself.</exception>
    public static (List<SafetensorsEntry> Entries, Dictionary<string, string> Metadata) Read(byte[] header)
    {
        try
        {
            using var document = JsonDocument.Parse(header, Options);
            return Read(document.RootElement);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException("The header is not JSON; the file is damaged or is no safetensors file.", error);
        }
        catch (InvalidOperationException error)
        {
            // A property name or a text that is not valid Unicode.
            throw new InvalidDataException("The header holds text that is not valid Unicode; the file is damaged.", error);
        }
    }

    private static (List<SafetensorsEntry> Entries, Dictionary<string, string> Metadata) Read(JsonElement root)
    {
        Require(root.ValueKind is JsonValueKind.Object, "header", "be an object");
        var entries = new List<SafetensorsEntry>();
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in root.EnumerateObject())
        {
            if (property.Name == MetadataName)
            {
                ReadMetadata(property.Value, metadata);
            }
            else
            {
                entries.Add(ReadEntry(property.Name, property.Value));
            }
        }

        entries.Sort((left, right) => (left.Begin, left.End).CompareTo((right.Begin, right.End)));
        return (entries, metadata);
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string>? metadata)
    {
        if (metadata is null or { Count: 0 })
        {
            return;
        }

        json.WriteStartObject(MetadataName);
        foreach (var (name, text) in metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            json.WriteString(name, text);
        }

        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, string name, int[] shape, long begin, long end)
    {
        if (name == MetadataName)
        {
            throw new ArgumentException($"No tensor can be named {MetadataName}: the format uses that name itself.", nameof(name));
        }

        json.WriteStartObject(name);
        json.WriteString("dtype", FloatType);
        json.WriteStartArray("shape");
        foreach (var size in shape)
        {
            json.WriteNumberValue(size);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(begin);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void ReadMetadata(JsonElement element, Dictionary<string, string> metadata)
    {
        Require(element.ValueKind is JsonValueKind.Object, MetadataName, "be an object");
        foreach (var property in element.EnumerateObject())
        {
            Require(property.Value.ValueKind is JsonValueKind.String, MetadataName, "hold texts only");
            metadata.Add(property.Name, property.Value.GetString()!);
        }
    }

    private static SafetensorsEntry ReadEntry(string name, JsonElement element)
    {
        Require(element.ValueKind is JsonValueKind.Object, name, "be an object");
        Require(element.TryGetProperty("dtype", out var type) && type.ValueKind is JsonValueKind.String && type.ValueEquals(FloatType), name, $"have the dtype {FloatType}");
        var shape = Numbers(element, "shape", name);
        var offsets = Numbers(element, "data_offsets", name);
        Require(offsets.Length == 2 && offsets[0] <= offsets[1], name, "have the data_offsets [begin, end]");
        Require(element.EnumerateObject().Count() == 3, name, "have dtype, shape and data_offsets only");

        var bytes = offsets[1] - offsets[0];
        Require(Elements(shape, bytes / sizeof(float)) * sizeof(float) == bytes, name, $"take as many bytes as its shape needs, not {bytes}");
        return new SafetensorsEntry(name, [.. shape.Select(size => (int)size)], offsets[0], offsets[1]);
    }

    /// <summary>The product of the shape, or −1 where a size or the product is beyond the limit: so nothing overflows.</summary>
    private static long Elements(long[] shape, long limit)
    {
        var product = 1L;
        foreach (var size in shape)
        {
            if (size > Array.MaxLength)
            {
                return -1;
            }

            product = size == 0 || product <= Array.MaxLength / size ? product * size : Array.MaxLength + 1L;
        }

        return product <= limit && product <= Array.MaxLength ? product : -1;
    }

    private static long[] Numbers(JsonElement element, string property, string name)
    {
        Require(element.TryGetProperty(property, out var array) && array.ValueKind is JsonValueKind.Array, name, $"have an array {property}");
        var numbers = new List<long>();
        foreach (var item in array.EnumerateArray())
        {
            var number = -1L;
            Require(item.ValueKind is JsonValueKind.Number && item.TryGetInt64(out number) && number >= 0, name, $"have whole numbers of at least 0 in {property}");
            numbers.Add(number);
        }

        return [.. numbers];
    }

    private static void Require(bool condition, string name, string rule)
    {
        if (!condition)
        {
            throw new InvalidDataException($"{name} must {rule}; the file is damaged or was written with other number types than float32.");
        }
    }
}

/// <summary>Where the numbers of one tensor lie: bytes [Begin, End) after the header.</summary>
internal sealed record SafetensorsEntry(string Name, int[] Shape, long Begin, long End);
