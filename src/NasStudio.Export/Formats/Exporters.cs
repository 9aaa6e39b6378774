using System.Collections.Immutable;

namespace NasStudio.Export.Formats;

/// <summary>All exporters: one line of registration each.</summary>
public static class Exporters
{
    public static ImmutableArray<IExporter> All => throw new NotImplementedException();

    public static IExporter? Find(string format) => All.FirstOrDefault(exporter => exporter.Format == format);
}
