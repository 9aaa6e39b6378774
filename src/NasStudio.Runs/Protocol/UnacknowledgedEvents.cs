namespace NasStudio.Runs.Protocol;

/// <summary>Events that the server has not confirmed, in their order. Thread-safe.</summary>
internal sealed class UnacknowledgedEvents
{
    private readonly Lock _gate = new();
    private readonly Queue<RunEvent> _events = new();

    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _events.Count == 0;
            }
        }
    }

    public void Add(RunEvent entry)
    {
        lock (_gate)
        {
            _events.Enqueue(entry);
        }
    }

    /// <summary>The oldest ones; they stay until they are acknowledged.</summary>
    public IReadOnlyList<RunEvent> Peek(int most)
    {
        lock (_gate)
        {
            return [.. _events.Take(most)];
        }
    }

    public void Acknowledge(long seq)
    {
        lock (_gate)
        {
            while (_events.TryPeek(out var first) && first.Seq <= seq)
            {
                _events.Dequeue();
            }
        }
    }
}
