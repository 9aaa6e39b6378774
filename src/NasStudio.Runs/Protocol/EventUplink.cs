using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace NasStudio.Runs.Protocol;

/// <summary>
/// A worker's line to its server. Every event is numbered, written to the journal and sent in batches in the background;
/// it is forgotten only when the server has confirmed it after its commit. A server that does not answer is tried for ever.
/// </summary>
public sealed class EventUplink : IAsyncDisposable
{
    private readonly Lock _reporting = new();
    private readonly EventJournal _journal;
    private readonly UnacknowledgedEvents _tail = new();
    private readonly HttpClient _server;
    private readonly WorkOrder _order;
    private readonly TimeProvider _time;
    private readonly UplinkPace _pace;
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _refused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _loop;
    private TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastSeq;

    /// <param name="transport">Disposed with the uplink; null: plain sockets, without the proxies of the environment.</param>
    public EventUplink(WorkOrder order, TimeProvider time, UplinkPace? pace = null, HttpMessageHandler? transport = null)
    {
        _order = order;
        _time = time;
        _pace = pace ?? new UplinkPace();
        _journal = new EventJournal(Path.Combine(order.Folder, RunFolder.Journal));
        _server = new HttpClient(transport ?? new SocketsHttpHandler { UseProxy = false }) { BaseAddress = order.Server, Timeout = TimeSpan.FromSeconds(30) };
        _server.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", order.Token);
        _loop = Task.Run(SendAsync, CancellationToken.None);
    }

    /// <summary>What the server said last.</summary>
    public RunWish Wish { get; private set; } = RunWish.Continue;

    /// <summary>A newer launch exists or the run has ended: exit with <see cref="WorkerExit.Fenced"/>, writing nothing more.</summary>
    public bool Fenced { get; private set; }

    /// <summary>Fires when the server wishes a stop or refuses this launch.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Numbers, dates and keeps an event. Returns at once; thread-safe.</summary>
    public void Report(RunEvent entry)
    {
        lock (_reporting)
        {
            var numbered = entry with { Seq = _lastSeq + 1, Time = _time.GetUtcNow() };
            _journal.Add(numbered);
            _lastSeq = numbered.Seq;
            if (_tail.IsEmpty)
            {
                _drained = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            _tail.Add(numbered);
        }

        Wake();
    }

    /// <summary>Waits until everything reported so far is confirmed; false where the time was too short or the launch is refused.</summary>
    public async Task<bool> FlushAsync(TimeSpan timeout)
    {
        Task drained;
        lock (_reporting)
        {
            if (_tail.IsEmpty)
            {
                return true;
            }

            drained = _drained.Task;
        }

        Wake();
        try
        {
            return await Task.WhenAny(drained, _refused.Task).WaitAsync(timeout, _time, CancellationToken.None) == drained;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Sends nothing more. What is not confirmed stays in the journal.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _loop;
        _journal.Dispose();
        _server.Dispose();
        _closing.Dispose();
        _stop.Dispose();
        _wake.Dispose();
    }

    private async Task SendAsync()
    {
        var retry = _pace.FirstRetry;
        try
        {
            while (!Fenced)
            {
                await WaitForEventsAsync();
                var batch = _tail.Peek(_pace.BatchSize);
                var answered = await TrySendAsync(batch);
                if (answered && IsBehind(batch))
                {
                    continue;
                }

                await Task.Delay(answered ? _pace.Interval : retry, _time, _closing.Token);
                retry = answered ? _pace.FirstRetry : Shorter(retry * 2, _pace.LongestRetry);
            }
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // Disposed: the worker is leaving.
        }
    }

    /// <summary>Whether the next batch is full already, as when a table is searched: it need not wait for the interval.</summary>
    /// <param name="sent">Stored as a whole, or this is false: nobody is pressed who does not keep up.</param>
    private bool IsBehind(IReadOnlyList<RunEvent> sent) =>
        sent.Count > 0 && _tail.Peek(_pace.BatchSize) is { } rest && rest.Count == _pace.BatchSize && rest[0].Seq > sent[^1].Seq;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>Until there is something to send or the server's wish is worth a question.</summary>
    private async Task WaitForEventsAsync()
    {
        if (!_tail.IsEmpty)
        {
            return;
        }

        using var heartbeat = new CancellationTokenSource(_pace.Heartbeat, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(heartbeat.Token, _closing.Token);
        try
        {
            await _wake.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!_closing.IsCancellationRequested)
        {
            // Time for a heartbeat.
        }
    }

    /// <summary>False where the server could not be reached or could not store: the batch is sent again.</summary>
    private async Task<bool> TrySendAsync(IReadOnlyList<RunEvent> events)
    {
        try
        {
            var batch = new EventBatch(_order.Launch, events);
            using var answer = await _server.PostAsJsonAsync(WorkerApi.EventsPath(_order.Run), batch, RunJson.Options, _closing.Token);
            if (answer.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.BadRequest)
            {
                Refuse();
                return true;
            }

            if (answer.StatusCode is not HttpStatusCode.OK)
            {
                return false;
            }

            Take(await answer.Content.ReadFromJsonAsync<EventReceipt>(RunJson.Options, _closing.Token));
            return true;
        }
        catch (Exception error) when (error is HttpRequestException or IOException or JsonException
            || (error is OperationCanceledException && !_closing.IsCancellationRequested))
        {
            return false;
        }
    }

    private void Take(EventReceipt? receipt)
    {
        if (receipt is null)
        {
            return;
        }

        lock (_reporting)
        {
            _tail.Acknowledge(receipt.Acknowledged);
            if (_tail.IsEmpty)
            {
                _drained.TrySetResult();
            }
        }

        Wish = receipt.Wish;
        if (Wish is RunWish.Stop)
        {
            _stop.Cancel();
        }
    }

    private void Refuse()
    {
        Fenced = true;
        Wish = RunWish.Stop;
        _refused.TrySetResult();
        _stop.Cancel();
    }

    private void Wake()
    {
        lock (_reporting)
        {
            if (_wake.CurrentCount == 0)
            {
                _wake.Release();
            }
        }
    }
}
