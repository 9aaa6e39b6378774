using System.Collections.Immutable;

namespace NasStudio.Export.Formats;

/// <summary>All exporters: one line of registration each.</summary>
public static class Exporters
{
    private static readonly ImmutableArray<IExporter> Single =
    [
        new OnnxExporter(),
        new SafetensorsExporter(),
        new JsonExporter(),
    ];

    /// <summary>Every format, the archive of all others last.</summary>
    public static ImmutableArray<IExporter> All { get; } = [.. Single, new ZipExporter(Single)];

    public static IExporter? Find(string format) => All.FirstOrDefault(exporter => exporter.Format == format);
}
