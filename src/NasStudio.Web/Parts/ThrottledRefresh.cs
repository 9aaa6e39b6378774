namespace NasStudio.Web.Parts;

/// <summary>
/// Turns signals into re-reads: the first at once, then at most one per interval, and a signal that arrives meanwhile is
/// never lost. Re-reads do not overlap.
/// </summary>
/// <param name="refresh">Moves to the renderer's context itself where it must.</param>
/// <param name="failed">Told what a re-read threw, other than that the page was left.</param>
public sealed class ThrottledRefresh(TimeProvider time, TimeSpan interval, Func<Task> refresh, Func<Exception, Task> failed) : IDisposable
{
    /// <summary>Five re-reads a second.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _disposed = new();
    private int _signals;

    /// <summary>Callable from any thread; never blocks, never throws.</summary>
    public void Raise()
    {
        if (Interlocked.Increment(ref _signals) == 1 && !_disposed.IsCancellationRequested)
        {
            _ = RunAsync();
        }
    }

    public void Dispose() => _disposed.Cancel();

    private async Task RunAsync()
    {
        try
        {
            var seen = 0;
            do
            {
                seen = Volatile.Read(ref _signals);
                await refresh();
                await Task.Delay(interval, time, _disposed.Token);
            }
            while (Interlocked.CompareExchange(ref _signals, 0, seen) != seen);
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
        {
            // The page was left.
        }
        catch (Exception error)
        {
            Volatile.Write(ref _signals, 0);
            await failed(error);
        }
    }
}
