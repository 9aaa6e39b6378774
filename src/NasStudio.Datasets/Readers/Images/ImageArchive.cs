using System.Formats.Tar;

namespace NasStudio.Datasets.Readers.Images;

/// <summary>
/// A tar archive of images, plain or gzipped. It is read in place and never unpacked, so a hostile one can write nothing;
/// paths that lead out of it, and links, are refused all the same, because such an archive is not what it says.
/// </summary>
internal sealed class ImageArchive(DataFile file) : IImageSource
{
    private const int Block = 512;
    private const int MagicAt = 257;
    private const int MostImageBytes = 64 << 20;

    public DatasetSplit? Split => SplitNames.Of(file.Name);

    /// <summary>Told by the magic number of its first block ("ustar"), or by its name where it is damaged.</summary>
    public static bool IsOne(DataFile file) =>
        file.Name.EndsWith(".tar", StringComparison.OrdinalIgnoreCase)
        || file.Name.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase)
        || (file.Head(MagicAt + 5) is { Length: MagicAt + 5 } head && head.AsSpan(MagicAt).SequenceEqual("ustar"u8));

    public IEnumerable<string> Paths() => Entries(CancellationToken.None).Select(entry => entry.Name);

    public IEnumerable<ImageFile> Read(CancellationToken cancellation) =>
        Entries(cancellation).Select(entry => new ImageFile(entry.Name, Content(entry)));

    public InvalidDataException Broken(string path, string finding) => file.Broken($"holds {path}, which {finding}");

    private IEnumerable<TarEntry> Entries(CancellationToken cancellation)
    {
        if (file.Length == 0 || file.Length % Block != 0)
        {
            throw file.Broken($"has {file.Size}, which is not a whole number of tar blocks of {Block} bytes: it is cut or corrupt");
        }

        using var stream = file.OpenRead();
        using var reader = new TarReader(stream, leaveOpen: true);
        while (Guarded(() => reader.GetNextEntry()) is { } entry)
        {
            cancellation.ThrowIfCancellationRequested();
            Check(entry);
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile && ImageNames.IsImage(entry.Name))
            {
                yield return entry;
            }
        }

        // Reading to the end also checks the CRC of a gzipped file.
        Guarded(() =>
        {
            stream.CopyTo(Stream.Null);
            return true;
        });
    }

    private void Check(TarEntry entry)
    {
        if (entry.Name.StartsWith('/') || entry.Name.Contains('\\', StringComparison.Ordinal) || entry.Name.Split('/').Contains(".."))
        {
            throw Broken(entry.Name, "leads out of the archive; paths in it must be relative, without \"..\" and with '/' between folders");
        }

        if (entry.EntryType is TarEntryType.SymbolicLink or TarEntryType.HardLink)
        {
            throw Broken(entry.Name, $"is a link to {entry.LinkName}; an archive of images holds files only");
        }

        if (entry.Length > MostImageBytes)
        {
            throw Broken(entry.Name, $"has {entry.Length} bytes; an image may have {MostImageBytes}");
        }
    }

    private byte[] Content(TarEntry entry) => Guarded(() =>
    {
        var content = new byte[entry.Length];
        entry.DataStream?.ReadExactly(content);
        return content;
    });

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or FormatException or ArgumentException or OverflowException)
        {
            throw file.Broken($"cannot be read as a tar archive to its end ({error.Message.TrimEnd('.')})");
        }
    }
}
