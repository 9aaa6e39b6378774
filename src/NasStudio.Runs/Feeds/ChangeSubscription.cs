namespace NasStudio.Runs.Feeds;

/// <summary>
/// Calls one subscriber back: the first change at once, those of the next 200 ms together after them. The callback runs on
/// the thread pool in the subscriber's own execution context (its culture), never twice at a time.
/// </summary>
internal sealed class ChangeSubscription : IDisposable
{
    /// <summary>Five times a second is as fast as anyone reads.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly Action _changed;
    private readonly Action<Exception> _failed;
    private readonly Action<ChangeSubscription> _ended;
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private readonly ITimer _timer;
    private bool _resting;
    private bool _missed;
    private bool _disposed;

    /// <param name="failed">Told what a callback threw; whoever raised must not feel it.</param>
    /// <param name="ended">Told once, at disposal.</param>
    public ChangeSubscription(TimeProvider time, Action changed, Action<Exception> failed, Action<ChangeSubscription> ended)
    {
        _changed = changed;
        _failed = failed;
        _ended = ended;
        _timer = time.CreateTimer(_ => Rested(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Raise()
    {
        lock (_gate)
        {
            _missed = _resting;
            if (_resting || _disposed)
            {
                return;
            }

            _resting = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static subscription => subscription.Call(), this, preferLocal: false);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
        }

        _timer.Dispose();
        _ended(this);
    }

    private void Call()
    {
        try
        {
            if (_context is null)
            {
                _changed();
            }
            else
            {
                ExecutionContext.Run(_context, static state => ((Action)state!)(), _changed);
            }
        }
        catch (Exception error)
        {
            _failed(error);
        }

        lock (_gate)
        {
            if (!_disposed)
            {
                _timer.Change(Pause, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Rested()
    {
        lock (_gate)
        {
            _resting = false;
            if (!_missed)
            {
                return;
            }
        }

        Raise();
    }
}
