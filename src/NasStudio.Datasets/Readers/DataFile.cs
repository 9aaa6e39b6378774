using System.Buffers.Binary;
using System.IO.Compression;

namespace NasStudio.Datasets.Readers;

/// <summary>A file of a data set, plain or gzipped; which of the two is told by its content, not by its name.</summary>
public sealed class DataFile
{
    private const int GzipTrailerBytes = 8;

    public DataFile(string path)
    {
        Path = path;
        using var stream = File.OpenRead(path);
        Span<byte> magic = stackalloc byte[2];
        IsCompressed = stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) == 2 && magic is [0x1F, 0x8B];
        Length = IsCompressed ? ReadGzipLength(stream) : stream.Length;
    }

    public string Path { get; }

    /// <summary>File name without folders and without .gz.</summary>
    public string Name
    {
        get
        {
            var name = System.IO.Path.GetFileName(Path);
            return name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
        }
    }

    public bool IsCompressed { get; }

    /// <summary>Bytes after decompression, as the file itself states them: modulo 2³² where it is gzipped (RFC 1952, ISIZE).</summary>
    public long Length { get; }

    /// <summary>"47040016 bytes", for messages.</summary>
    public string Size => $"{Length} bytes{(IsCompressed ? " after decompression" : "")}";

    /// <summary>The first bytes after decompression, fewer where the file is shorter or cannot be decompressed.</summary>
    public byte[] Head(int bytes)
    {
        var head = new byte[bytes];
        try
        {
            using var stream = OpenRead();
            return head[..stream.ReadAtLeast(head, bytes, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }

    /// <summary>Everything after the first <paramref name="skip"/> bytes, which must be exactly <paramref name="count"/> bytes.</summary>
    /// <exception cref="InvalidDataException">The file is cut, longer than stated, or its compressed data is corrupt.</exception>
    public byte[] Read(int skip, int count, CancellationToken cancellation)
    {
        var content = new byte[count];
        using var stream = OpenRead();
        Fill(stream, new byte[skip], 0, cancellation);
        Fill(stream, content, skip, cancellation);

        // Reading to the end also checks the CRC of a gzipped file.
        return ReadSome(stream, new byte[1], skip + (long)count) == 0
            ? content
            : throw Broken($"goes on after the {skip + (long)count} bytes that its header states");
    }

    /// <summary>The exception that says what is wrong with this file, and the way out.</summary>
    public InvalidDataException Broken(string finding) =>
        new($"{Path} {finding}. Copy or download the file again, or take its folder away.");

    private void Fill(Stream stream, byte[] buffer, long start, CancellationToken cancellation)
    {
        for (var done = 0; done < buffer.Length;)
        {
            cancellation.ThrowIfCancellationRequested();
            var read = ReadSome(stream, buffer.AsSpan(done, Math.Min(1 << 20, buffer.Length - done)), start + done);
            done += read > 0 ? read : throw Broken($"ends after {start + done} of {start + buffer.Length} bytes");
        }
    }

    private int ReadSome(Stream stream, Span<byte> buffer, long position)
    {
        try
        {
            return stream.Read(buffer);
        }
        catch (InvalidDataException error)
        {
            throw Broken($"cannot be decompressed beyond byte {position} ({error.Message})");
        }
    }

    /// <summary>The content after decompression. Reading it throws InvalidDataException where the compressed data is corrupt.</summary>
    internal Stream OpenRead()
    {
        var file = File.OpenRead(Path);
        return IsCompressed ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static long ReadGzipLength(FileStream stream)
    {
        if (stream.Length < GzipTrailerBytes)
        {
            return 0;
        }

        Span<byte> size = stackalloc byte[4];
        stream.Seek(-size.Length, SeekOrigin.End);
        stream.ReadExactly(size);
        return BinaryPrimitives.ReadUInt32LittleEndian(size);
    }
}
