using System.IO.Compression;
using System.Runtime.CompilerServices;
using NasStudio.Runs.Feeds;

namespace NasStudio.Web.Columns;

/// <summary>
/// Compressed columns of a snapshot, made once for all who ask while it is the newest; they go with the snapshot, so a run that
/// grows leaves nothing behind.
/// </summary>
public sealed class ColumnCache
{
    private readonly ConditionalWeakTable<RunSnapshot, Files> _files = [];

    /// <param name="encoding">"br", "gzip" or "identity".</param>
    internal Task<byte[]> PointsAsync(RunSnapshot snapshot, string encoding) =>
        _files.GetOrCreateValue(snapshot).ReadAsync($"points {encoding}", () => Compressed(ColumnFile.OfPoints(snapshot), encoding));

    /// <inheritdoc cref="PointsAsync"/>
    /// <param name="space">What the choices stand for; null where that is not known.</param>
    internal Task<byte[]> ChoicesAsync(RunSnapshot snapshot, Core.Decisions.DecisionSpace? space, string encoding) =>
        _files.GetOrCreateValue(snapshot).ReadAsync($"choices {encoding}", () => Compressed(ColumnFile.OfChoices(snapshot, space), encoding));

    private static byte[] Compressed(byte[] plain, string encoding)
    {
        if (encoding == "identity")
        {
            return plain;
        }

        using var compressed = new MemoryStream();
        using (Stream stream = encoding == "br" ? new BrotliStream(compressed, new BrotliCompressionOptions { Quality = 4 }, leaveOpen: true) : new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            stream.Write(plain);
        }

        return compressed.ToArray();
    }

    private sealed class Files
    {
        private readonly Dictionary<string, Task<byte[]>> _made = new(StringComparer.Ordinal);

        public Task<byte[]> ReadAsync(string name, Func<byte[]> make)
        {
            lock (_made)
            {
                return _made.TryGetValue(name, out var made) ? made : _made[name] = Task.Run(make);
            }
        }
    }
}
