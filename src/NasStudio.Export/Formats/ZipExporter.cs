using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;

namespace NasStudio.Export.Formats;

/// <summary>All other formats and a model card in one archive.</summary>
public sealed class ZipExporter(ImmutableArray<IExporter> exporters) : IExporter
{
    // The earliest time that the format can hold: the time of writing would make equal packages differ.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public string Format => "zip";

    public string ContentType => "application/zip";

    public void Write(SubnetPackage package, Stream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        Add(archive, "MODEL_CARD.md", entry => entry.Write(Encoding.UTF8.GetBytes(ModelCard.Of(package))));
        foreach (var exporter in exporters)
        {
            Add(archive, $"{package.SubnetId}.{exporter.Format}", entry => exporter.Write(package, entry));
        }
    }

    private static void Add(ZipArchive archive, string name, Action<Stream> write)
    {
        var entry = archive.CreateEntry(name);
        entry.LastWriteTime = Epoch;
        using var stream = entry.Open();
        write(stream);
    }
}
