using System.Formats.Tar;

namespace NasStudio.Datasets.Tests.Readers;

internal static class TarFile
{
    public static byte[] Of(IEnumerable<(string Path, byte[] Content)> files)
    {
        using var target = new MemoryStream();
        using (var writer = new TarWriter(target, leaveOpen: true))
        {
            foreach (var (path, content) in files)
            {
                using var data = new MemoryStream(content);
                writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, path) { DataStream = data });
            }
        }

        return target.ToArray();
    }

    public static byte[] OfLink(string path, string target)
    {
        using var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, leaveOpen: true))
        {
            writer.WriteEntry(new UstarTarEntry(TarEntryType.SymbolicLink, path) { LinkName = target });
        }

        return stream.ToArray();
    }
}
