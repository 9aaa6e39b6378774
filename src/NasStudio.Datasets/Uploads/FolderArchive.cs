using System.Formats.Tar;
using System.IO.Compression;

namespace NasStudio.Datasets.Uploads;

/// <summary>Takes the plain files out of a zip, tar or tar.gz archive, told by its first bytes. No entry can leave the folder.</summary>
public static class FolderArchive
{
    /// <summary>Bytes of all files together; a small archive can unpack to anything.</summary>
    public const long MostBytes = 16L << 30;
    public const int MostFiles = 2_000_000;
    private const int TarMagicOffset = 257;

    /// <exception cref="InvalidDataException">It is no archive, broken, or holds something that has no place in the folder.</exception>
    public static async Task UnpackAsync(string archive, string folder, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(archive);
        var head = new byte[TarMagicOffset + 5];
        var read = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellation);
        file.Position = 0;
        var target = new Target(folder, cancellation);
        switch (head)
        {
            case [(byte)'P', (byte)'K', 3, 4, ..]:
                await UnzipAsync(file, target);
                break;
            case [0x1F, 0x8B, ..]:
                await using (var plain = new GZipStream(file, CompressionMode.Decompress))
                {
                    await UntarAsync(plain, target);
                }

                break;
            default:
                if (read < head.Length || !head.AsSpan(TarMagicOffset).SequenceEqual("ustar"u8))
                {
                    throw new InvalidDataException("The file is no zip, tar or tar.gz archive; pack the folder as one of them.");
                }

                await UntarAsync(file, target);
                break;
        }
    }

    private static async Task UnzipAsync(Stream file, Target target)
    {
        await using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        foreach (var entry in zip.Entries.Where(entry => !entry.FullName.EndsWith('/')))
        {
            await using var content = await entry.OpenAsync(target.Cancellation);
            await target.WriteAsync(entry.FullName, content);
        }
    }

    private static async Task UntarAsync(Stream file, Target target)
    {
        try
        {
            await using var tar = new TarReader(file);
            while (await tar.GetNextEntryAsync(copyData: false, target.Cancellation) is { } entry)
            {
                if (entry is { EntryType: TarEntryType.RegularFile or TarEntryType.V7RegularFile, DataStream: { } content })
                {
                    await target.WriteAsync(entry.Name, content);
                }
            }
        }
        catch (EndOfStreamException error)
        {
            throw new InvalidDataException("The archive is cut; pack or send it again.", error);
        }
    }

    private sealed class Target(string folder, CancellationToken cancellation)
    {
        private readonly string _root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        private long _bytes;
        private int _files;

        public CancellationToken Cancellation => cancellation;

        public async Task WriteAsync(string name, Stream content)
        {
            var path = Path.GetFullPath(Path.Combine(_root, name.Replace('\\', '/')));
            if (!path.StartsWith(_root, StringComparison.Ordinal))
            {
                throw new InvalidDataException($"The archive's entry \"{name}\" would lie outside of the folder; pack the folder without .. and without absolute paths.");
            }

            if (++_files > MostFiles)
            {
                throw new InvalidDataException($"The archive holds more than {MostFiles} files; make it smaller.");
            }

            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using var file = new FileStream(path, FileMode.CreateNew);
            var buffer = new byte[1 << 16];
            int read;
            while ((read = await content.ReadAsync(buffer, cancellation)) > 0)
            {
                _bytes += read;
                if (_bytes > MostBytes)
                {
                    throw new InvalidDataException($"The archive unpacks to more than {MostBytes} bytes; make it smaller.");
                }

                await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }
        }
    }
}
