using System.Buffers.Binary;
using System.Text.Json;

namespace NasStudio.Web.Tests.Columns;

/// <summary>Reads a file of columns by the words of its documentation only, as js/column-bytes.js does.</summary>
internal sealed class ColumnReader
{
    private readonly Dictionary<string, double[]> _columns = new(StringComparer.Ordinal);

    public ColumnReader(byte[] file)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(file);
        Header = JsonDocument.Parse(file.AsMemory(4, length)).RootElement;
        var at = 4 + length;
        foreach (var column in Header.GetProperty("columns").EnumerateArray())
        {
            var bytes = column.GetProperty("bytes").GetInt32();
            _columns.Add(column.GetProperty("name").GetString()!, Decode(column.GetProperty("kind").GetString()!, file.AsSpan(at, bytes)));
            at += bytes;
        }

        Assert.Equal(file.Length, at);
    }

    public JsonElement Header { get; }

    public double[] this[string name] => _columns[name];

    private static double[] Decode(string kind, ReadOnlySpan<byte> bytes) => kind switch
    {
        "differences" => Differences(bytes),
        "u4" or "f4" or "f8" => Planes(kind, bytes),
        _ => [.. bytes.ToArray().Select(one => (double)one)],
    };

    private static double[] Planes(string kind, ReadOnlySpan<byte> bytes)
    {
        var size = kind[1] - '0';
        var values = new double[bytes.Length / size];
        var number = new byte[8];
        for (var row = 0; row < values.Length; row++)
        {
            for (var plane = 0; plane < size; plane++)
            {
                number[plane] = bytes[(plane * values.Length) + row];
            }

            values[row] = kind switch
            {
                "u4" => BinaryPrimitives.ReadUInt32LittleEndian(number),
                "f4" => BinaryPrimitives.ReadSingleLittleEndian(number),
                _ => BinaryPrimitives.ReadDoubleLittleEndian(number),
            };
        }

        return values;
    }

    private static double[] Differences(ReadOnlySpan<byte> bytes)
    {
        var values = new List<double>();
        var (last, number, shift) = (0L, 0UL, 0);
        foreach (var one in bytes)
        {
            number |= (ulong)(one & 0x7F) << shift;
            shift += 7;
            if (one < 0x80)
            {
                last += (long)(number >> 1) ^ -(long)(number & 1);
                values.Add(last);
                (number, shift) = (0, 0);
            }
        }

        return [.. values];
    }
}
