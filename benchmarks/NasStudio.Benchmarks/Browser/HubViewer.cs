using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;

namespace NasStudio.Benchmarks.Browser;

/// <summary>A viewer without a screen: keeps what the hub sends, by the rules that are written at ExperimentBatch.</summary>
internal sealed class HubViewer : IAsyncDisposable
{
    private readonly HubConnection _connection;
    private readonly CancellationTokenSource _left = new();
    private Task _watching = Task.CompletedTask;

    private HubViewer(Uri studio) => _connection = new HubConnectionBuilder().WithUrl(new Uri(studio, "hubs/experiments")).Build();

    /// <summary>Ids of all subnets, in the order of arrival.</summary>
    public List<string> Ids { get; } = [];

    public static async Task<HubViewer> StartAsync(Uri studio, string experiment, CancellationToken cancellation)
    {
        var viewer = new HubViewer(studio);
        await viewer._connection.StartAsync(cancellation);
        viewer._watching = viewer.WatchAsync(experiment);
        return viewer;
    }

    public async ValueTask DisposeAsync()
    {
        await _left.CancelAsync();
        await _watching;
        await _connection.DisposeAsync();
        _left.Dispose();
    }

    private async Task WatchAsync(string experiment)
    {
        try
        {
            await foreach (var batch in _connection.StreamAsync<JsonElement>("Watch", Guid.Parse(experiment), 0L, _left.Token))
            {
                if (batch.GetProperty("reset").GetBoolean())
                {
                    Ids.Clear();
                }

                Ids.AddRange(batch.GetProperty("points").GetProperty("ids").EnumerateArray().Select(id => id.GetString()!));
            }
        }
        catch (OperationCanceledException)
        {
            // The viewer leaves.
        }
    }
}
