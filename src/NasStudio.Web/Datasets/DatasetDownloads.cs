using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NasStudio.Datasets;

namespace NasStudio.Web.Datasets;

/// <summary>Downloads of data sets, one a name at a time, with their progress. They end with the studio.</summary>
public sealed class DatasetDownloads(
    DatasetCatalogue catalogue,
    IHttpClientFactory clients,
    IHostApplicationLifetime lifetime,
    ILogger<DatasetDownloads> log)
{
    private readonly ConcurrentDictionary<string, DatasetDownload> _byName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _going = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Raised after every change; must not block.</summary>
    public event Action? Changed;

    /// <summary>The newest download of a data set since the studio's start; null where there was none.</summary>
    public DatasetDownload? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Starts a download; answers the present one where it is on its way.</summary>
    public DatasetDownload Start(string name)
    {
        lock (_gate)
        {
            if (Find(name) is { State: DatasetDownload.Running } present)
            {
                return present;
            }

            var download = Set(name, new DatasetDownload(DatasetDownload.Running, 0, null));
            var stop = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
            _going[name] = stop;
            _ = Task.Run(() => FetchAsync(name, stop), CancellationToken.None);
            return download;
        }
    }

    /// <summary>Stops a download; nothing of it is kept. False where none is on its way.</summary>
    public bool Cancel(string name)
    {
        lock (_gate)
        {
            if (!_going.TryGetValue(name, out var stop))
            {
                return false;
            }

            stop.Cancel();
            return true;
        }
    }

    private async Task FetchAsync(string name, CancellationTokenSource stop)
    {
        try
        {
            using var client = clients.CreateClient(nameof(DatasetDownloads));
            var progress = new InOrder(fraction => Set(name, new DatasetDownload(DatasetDownload.Running, fraction, null)));
            await catalogue.DownloadAsync(name, client, progress, stop.Token);
            Set(name, new DatasetDownload(DatasetDownload.Completed, 1, null));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Set(name, new DatasetDownload(DatasetDownload.Canceled, Find(name)?.Progress ?? 0, null));
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Nobody awaits this task: whatever went wrong is shown beside the data set.
            log.LogWarning("The download of the data set {Name} failed: {Reason}", name, error.Message);
            Set(name, new DatasetDownload(DatasetDownload.Failed, Find(name)?.Progress ?? 0, error.Message));
        }
        finally
        {
            lock (_gate)
            {
                _going.TryRemove(name, out _);
                stop.Dispose();
            }
        }
    }

    private DatasetDownload Set(string name, DatasetDownload download)
    {
        _byName[name] = download;
        Changed?.Invoke();
        return download;
    }

    /// <summary>Reports in order, on the caller's thread (<see cref="Progress{T}"/> may reorder).</summary>
    private sealed class InOrder(Action<double> action) : IProgress<double>
    {
        public void Report(double value) => action(value);
    }
}

/// <param name="State">"running", "completed", "failed" or "canceled".</param>
/// <param name="Progress">0..1.</param>
/// <param name="Error">What went wrong; null where nothing did.</param>
public sealed record DatasetDownload(string State, double Progress, string? Error)
{
    public const string Running = "running";
    public const string Completed = "completed";
    public const string Failed = "failed";
    public const string Canceled = "canceled";
}
