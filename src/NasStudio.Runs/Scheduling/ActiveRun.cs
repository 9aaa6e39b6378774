namespace NasStudio.Runs.Scheduling;

/// <summary>A run whose worker is alive, or about to be started.</summary>
internal sealed class ActiveRun(Guid id, TimeProvider time, TimeSpan grace) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _kill = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITimer? _patience;

    public Guid Id { get; } = id;

    public StopReason StopReason { get; private set; }

    /// <summary>Fires when a worker that was asked to stop has used up its grace.</summary>
    public CancellationToken Kill => _kill.Token;

    /// <summary>Completes when the worker has ended and the run's row says so.</summary>
    public Task Ended => _ended.Task;

    /// <summary>The first reason counts.</summary>
    public void RequestStop(StopReason reason)
    {
        lock (_gate)
        {
            if (StopReason is StopReason.None && !_ended.Task.IsCompleted)
            {
                StopReason = reason;
                _patience = time.CreateTimer(_ => _kill.Cancel(), null, grace, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _ended.TrySetResult();
            _patience?.Dispose();
        }
    }
}
