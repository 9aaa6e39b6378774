using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace NasStudio.Browser.Tests;

/// <summary>A hub client by hand, which reads its socket only when it is told to: as a browser that hangs.</summary>
public sealed class StalledViewer : IAsyncDisposable
{
    private const char End = '\u001e';
    private const int Invocation = 4;
    private const int Item = 2;
    private ClientWebSocket _socket = new();
    private long _lastSeq;
    private int _run;
    private readonly StringBuilder _unread = new();

    public List<string> Ids { get; } = [];

    public static async Task<StalledViewer> WatchAsync(Uri studio, Guid experiment, CancellationToken cancellation)
    {
        var viewer = new StalledViewer();
        await viewer.BeginAsync(studio, $$"""{"type":{{Invocation}},"invocationId":"1","target":"Watch","arguments":["{{experiment}}",0]}""", cancellation);
        return viewer;
    }

    /// <summary>A new connection that goes on after what is held.</summary>
    public async Task ResumeAsync(Uri studio, Guid experiment, CancellationToken cancellation)
    {
        _socket.Dispose();
        _socket = new ClientWebSocket();
        _unread.Clear();
        await BeginAsync(studio, $$"""{"type":{{Invocation}},"invocationId":"1","target":"WatchRun","arguments":["{{experiment}}",{{_run}},{{_lastSeq}}]}""", cancellation);
    }

    /// <summary>Reads until it holds so many subnets, or the studio has closed the connection.</summary>
    public async Task ReadAsync(int count, CancellationToken cancellation)
    {
        if (Ids.Count < count && _socket.State is WebSocketState.Open)
        {
            await SendAsync("""{"type":6}""", cancellation);
        }

        var buffer = new byte[1 << 16];
        var decoder = Encoding.UTF8.GetDecoder();
        var letters = new char[buffer.Length];
        while (Ids.Count < count)
        {
            WebSocketReceiveResult received;
            try
            {
                received = await _socket.ReceiveAsync(buffer, cancellation);
            }
            catch (WebSocketException)
            {
                return;
            }

            if (received.MessageType is WebSocketMessageType.Close)
            {
                return;
            }

            _unread.Append(letters, 0, decoder.GetChars(buffer, 0, received.Count, letters, 0));
            TakeWhole();
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private void TakeWhole()
    {
        var text = _unread.ToString();
        var messages = text.Split(End);
        _unread.Clear().Append(messages[^1]);
        foreach (var message in messages[..^1])
        {
            using var json = JsonDocument.Parse(message);
            if (json.RootElement.TryGetProperty("type", out var type) && type.GetInt32() == Item)
            {
                var ids = json.RootElement.GetProperty("item").GetProperty("points").GetProperty("ids").EnumerateArray().Select(id => id.GetString()!).ToList();
                Ids.AddRange(ids);
                _lastSeq = json.RootElement.GetProperty("item").GetProperty("lastSeq").GetInt64();
                _run = json.RootElement.GetProperty("item").GetProperty("run").GetInt32();
            }
        }
    }

    private async Task BeginAsync(Uri studio, string invocation, CancellationToken cancellation)
    {
        await _socket.ConnectAsync(new UriBuilder(studio) { Scheme = "ws", Path = "/hubs/experiments" }.Uri, cancellation);
        await SendAsync("""{"protocol":"json","version":1}""", cancellation);
        await SendAsync(invocation, cancellation);
    }

    private Task SendAsync(string message, CancellationToken cancellation) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, endOfMessage: true, cancellation);
}
