using System.Buffers.Binary;

namespace NasStudio.Web.Columns;

/// <summary>
/// Columns of numbers as few bytes: whole numbers as LEB128 varints of their differences, others as planes of bytes (all first
/// bytes, then all second ones, ...), which a general compressor shortens well. js/column-bytes.js reads them.
/// </summary>
public sealed class ColumnBytes
{
    private readonly List<byte> _bytes = [];

    public int Length => _bytes.Count;

    public byte[] ToArray() => [.. _bytes];

    public void Add(ReadOnlySpan<byte> bytes) => _bytes.AddRange(bytes);

    /// <summary>Zigzag varints of the differences to the number before.</summary>
    public void AddDifferences(IEnumerable<long> numbers)
    {
        var last = 0L;
        foreach (var number in numbers)
        {
            AddVarint(number - last);
            last = number;
        }
    }

    /// <summary>Planes of little-endian numbers: of 4 bytes where every value is a whole one below 2³², or may be rounded to a float.</summary>
    /// <returns>How they were written: "u4", "f4" or "f8".</returns>
    public string AddPlanes(ReadOnlySpan<double> values)
    {
        var isWhole = true;
        var isSmall = true;
        foreach (var value in values)
        {
            isWhole &= double.IsNaN(value) || value == Math.Floor(value);
            isSmall &= value is >= 0 and < uint.MaxValue;
        }

        var kind = isWhole ? isSmall ? "u4" : "f8" : "f4";
        var size = kind[1] - '0';
        var planes = new byte[size * values.Length];
        Span<byte> number = stackalloc byte[8];
        for (var row = 0; row < values.Length; row++)
        {
            Write(number, kind, values[row]);
            for (var plane = 0; plane < size; plane++)
            {
                planes[(plane * values.Length) + row] = number[plane];
            }
        }

        Add(planes);
        return kind;
    }

    private static void Write(Span<byte> number, string kind, double value)
    {
        switch (kind)
        {
            case "u4":
                BinaryPrimitives.WriteUInt32LittleEndian(number, (uint)value);
                break;
            case "f4":
                BinaryPrimitives.WriteSingleLittleEndian(number, (float)value);
                break;
            default:
                BinaryPrimitives.WriteDoubleLittleEndian(number, value);
                break;
        }
    }

    private void AddVarint(long value)
    {
        var rest = unchecked((ulong)((value << 1) ^ (value >> 63)));
        while (rest >= 0x80)
        {
            _bytes.Add((byte)(rest & 0x7F | 0x80));
            rest >>= 7;
        }

        _bytes.Add((byte)rest);
    }
}
