namespace NasStudio.Web.Predictors;

/// <summary>
/// Studies of runs, computed when somebody asks, one at a time on a thread of their own, so that neither a page nor a
/// search waits for them, and kept until the run has more evaluations. Lost with the studio, and computed again.
/// </summary>
/// <typeparam name="TKey">A run, or what is studied of one.</typeparam>
/// <typeparam name="TStudy">What is computed of it.</typeparam>
/// <param name="evaluationsOf">How many evaluations a study is of.</param>
public sealed class RunStudies<TKey, TStudy>(Func<TStudy, int> evaluationsOf) : IDisposable
    where TKey : notnull
    where TStudy : class
{
    /// <summary>Some 50 kB each.</summary>
    private const int Kept = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, Task<TStudy>> _byKey = [];
    private readonly Queue<TKey> _order = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _ending = new();

    /// <summary>The newest study, also of fewer evaluations than there are now; null where there is none yet.</summary>
    public TStudy? Find(TKey key)
    {
        lock (_gate)
        {
            return _byKey.GetValueOrDefault(key) is { IsCompletedSuccessfully: true } known ? known.Result : null;
        }
    }

    /// <summary>The study of a run as it stands now: the kept one, the one under way, or a new one.</summary>
    /// <param name="evaluations">Of the run now.</param>
    /// <param name="compute">Given what ends it: the end of the studio.</param>
    /// <param name="cancellation">Ends the waiting, not the study: somebody else may wait for it, too.</param>
    public Task<TStudy> ReadAsync(TKey key, int evaluations, Func<CancellationToken, TStudy> compute, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var present = _byKey.GetValueOrDefault(key);
            if (present is null || present is { IsFaulted: true } or { IsCanceled: true } || (present.IsCompleted && evaluationsOf(present.Result) != evaluations))
            {
                present = StudyAsync(compute);
                Keep(key, present);
            }

            return present.WaitAsync(cancellation);
        }
    }

    public void Dispose()
    {
        _ending.Cancel();
        _ending.Dispose();
    }

    private async Task<TStudy> StudyAsync(Func<CancellationToken, TStudy> compute)
    {
        var stop = _ending.Token;
        await _turn.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            return await Task.Factory.StartNew(() => compute(stop), stop, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Keep(TKey key, Task<TStudy> study)
    {
        if (!_byKey.ContainsKey(key))
        {
            _order.Enqueue(key);
        }

        _byKey[key] = study;
        if (_order.Count > Kept)
        {
            _byKey.Remove(_order.Dequeue());
        }
    }
}
