namespace NasStudio.Runs.Feeds;

/// <summary>A run's feed, once loaded, and its signal. Commits that arrive while it loads are kept and applied afterwards.</summary>
internal sealed class RunChannel(ChangeSignal signal)
{
    private readonly Lock _gate = new();
    private readonly List<StoreCommit> _whileLoading = [];
    private bool _loading;
    private RunFeed? _feed;

    public ChangeSignal Signal { get; } = signal;

    /// <summary>Null before the first load.</summary>
    public RunSnapshot? Snapshot
    {
        get
        {
            lock (_gate)
            {
                return _feed?.Snapshot;
            }
        }
    }

    /// <summary>From here on commits are kept; the store must be read after this.</summary>
    public void BeginLoading()
    {
        lock (_gate)
        {
            _loading = _feed is null;
        }
    }

    /// <summary>The first of several loads at the same time wins.</summary>
    public RunSnapshot Loaded(RunFeed feed)
    {
        lock (_gate)
        {
            if (_feed is null)
            {
                _whileLoading.ForEach(feed.Apply);
                _whileLoading.Clear();
                _feed = feed;
                _loading = false;
            }

            return _feed.Snapshot;
        }
    }

    public void Apply(StoreCommit commit)
    {
        lock (_gate)
        {
            if (_feed is not null)
            {
                _feed.Apply(commit);
            }
            else if (_loading)
            {
                _whileLoading.Add(commit);
            }
        }
    }
}
