using System.Buffers.Binary;
using System.IO.Compression;

namespace NasStudio.Datasets.Contents;

/// <summary>Images side by side as one PNG (ISO/IEC 15948): grey for one channel, RGB for three, of others the first channel as grey.</summary>
public static class PngStrip
{
    private const byte Grey = 0;
    private const byte Rgb = 2;

    public static byte[] Of(LabeledImages images)
    {
        var channels = images.Channels == 3 ? 3 : 1;
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, images.Count * images.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), images.Height);
        (header[8], header[9]) = (8, channels == 3 ? Rgb : Grey);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var row = 0; row < images.Height; row++)
            {
                zlib.WriteByte(0);
                zlib.Write(RowOf(images, row, channels));
            }
        }

        return [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, [])];
    }

    /// <summary>From [image][channel][row][column] to [column of the strip][channel].</summary>
    private static byte[] RowOf(LabeledImages images, int row, int channels)
    {
        var line = new byte[images.Count * images.Width * channels];
        var plane = images.Height * images.Width;
        for (var image = 0; image < images.Count; image++)
        {
            for (var column = 0; column < images.Width; column++)
            {
                var from = (image * images.ImageBytes) + (row * images.Width) + column;
                var to = ((image * images.Width) + column) * channels;
                for (var channel = 0; channel < channels; channel++)
                {
                    line[to + channel] = images.Pixels[from + (channel * plane)];
                }
            }
        }

        return line;
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] content)
    {
        byte[] body = [.. type, .. content];
        var chunk = new byte[body.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(4 + body.Length), Crc(body));
        return chunk;
    }

    private static uint Crc(byte[] content)
    {
        var crc = uint.MaxValue;
        foreach (var value in content)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }
}
