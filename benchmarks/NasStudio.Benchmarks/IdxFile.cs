using System.Buffers.Binary;
using System.IO.Compression;

namespace NasStudio.Benchmarks;

/// <summary>The bytes of an IDX file after its header, read apart from the product's own reader, which is under test here.</summary>
internal static class IdxFile
{
    /// <param name="name">Without .gz; the folder may hold it plain or gzipped.</param>
    public static byte[] Read(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        using var stream = File.Exists(path) ? (Stream)File.OpenRead(path) : new GZipStream(File.OpenRead(path + ".gz"), CompressionMode.Decompress);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        var bytes = content.ToArray();
        var axes = bytes[3];
        var header = 4 + (4 * axes);
        var expected = Enumerable.Range(0, axes).Aggregate(1, (all, axis) => all * BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4 + (4 * axis))));
        return bytes.Length == header + expected ? bytes[header..] : throw new InvalidDataException($"{path} is not a whole IDX file.");
    }
}
