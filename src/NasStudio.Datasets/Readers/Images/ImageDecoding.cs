using StbImageSharp;

namespace NasStudio.Datasets.Readers.Images;

/// <summary>JPEG and PNG to bytes [3, height, width]: grey images get three equal channels, transparency is dropped.</summary>
internal static class ImageDecoding
{
    private const int MostPixels = 1 << 26;

    /// <exception cref="InvalidDataException">It is no image; the message is what follows "which".</exception>
    public static (int Height, int Width) SizeOf(byte[] content)
    {
        using var stream = new MemoryStream(content);
        var size = Guarded(() => ImageInfo.FromStream(stream)) ?? throw new InvalidDataException("is neither a JPEG nor a PNG image");
        return size.Width > 0 && size.Height > 0 && (long)size.Width * size.Height <= MostPixels
            ? (size.Height, size.Width)
            : throw new InvalidDataException($"states {size.Height}×{size.Width} pixels; an image may have {MostPixels} of them");
    }

    /// <summary>Decodes, and fits the image where it has another size.</summary>
    /// <param name="target">[3, height, width].</param>
    /// <exception cref="InvalidDataException">It is no image, or broken; the message is what follows "which".</exception>
    public static void Decode(byte[] content, int height, int width, Span<byte> target)
    {
        SizeOf(content);
        if (IsCut(content))
        {
            throw new InvalidDataException("is cut: its end is missing");
        }

        var image = Guarded(() => ImageResult.FromMemory(content, ColorComponents.RedGreenBlue));
        var pixels = (image.Height, image.Width) == (height, width) ? image.Data : ImageFitting.Fit(image.Data, image.Height, image.Width, height, width);
        var plane = height * width;
        for (var i = 0; i < plane; i++)
        {
            (target[i], target[plane + i], target[(2 * plane) + i]) = (pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2]);
        }
    }

    /// <summary>The decoder fills what is missing with grey, so a cut image has to be told by its end marker.</summary>
    private static bool IsCut(ReadOnlySpan<byte> content) => content is [0xFF, 0xD8, ..]
        ? content.LastIndexOf([(byte)0xFF, (byte)0xD9]) < content.LastIndexOf([(byte)0xFF, (byte)0xDA])
        : content is [0x89, ..] && content.LastIndexOf("IEND"u8) < 0;

    private static T Guarded<T>(Func<T> decode)
    {
        try
        {
            return decode();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The decoder throws whatever its arrays throw where a file lies about itself.
            throw new InvalidDataException($"cannot be decoded ({error.Message.TrimEnd('.')})", error);
        }
    }
}
