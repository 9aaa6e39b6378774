using System.Collections.Concurrent;
using NasStudio.Datasets;
using NasStudio.Datasets.Contents;

namespace NasStudio.Web.Datasets;

/// <summary>
/// Reads data sets to show what they hold: in the background, one at a time, because a whole data set is in memory meanwhile.
/// What was found is kept until the data set's description changes.
/// </summary>
public sealed class DatasetReading(DatasetCatalogue catalogue) : IDisposable
{
    private readonly ConcurrentDictionary<string, Found> _found = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _one = new(1);

    /// <exception cref="InvalidDataException">It is not ready, or a file is corrupt; the message says which and the way out.</exception>
    public async Task<DatasetContents> ReadAsync(string name, CancellationToken cancellation)
    {
        if (Known(name) is { } known)
        {
            return known;
        }

        await _one.WaitAsync(cancellation);
        try
        {
            return Known(name) ?? await Task.Run(() => Read(name, cancellation), cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Null where it was not read yet, or has changed since.</summary>
    public DatasetContents? Known(string name) =>
        _found.TryGetValue(name, out var found) && catalogue.Find(name) is { } entry && found.Entry == entry ? found.Contents : null;

    public void Dispose() => _one.Dispose();

    private DatasetContents Read(string name, CancellationToken cancellation)
    {
        var entry = catalogue.Find(name);
        var contents = DatasetContents.Of(catalogue.Open(name), cancellation);
        _found[name] = new Found(entry!, contents);
        return contents;
    }

    private sealed record Found(DatasetEntry Entry, DatasetContents Contents);
}
