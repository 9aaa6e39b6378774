using System.Collections.Immutable;

namespace NasStudio.Runs.Feeds;

/// <summary>"Something changed", without payload, to any number of subscribers. Raising never blocks and never throws.</summary>
internal sealed class ChangeSignal(TimeProvider time, Action<Exception> failed)
{
    private ImmutableArray<ChangeSubscription> _subscriptions = [];

    public IDisposable Subscribe(Action changed)
    {
        var added = new ChangeSubscription(time, changed, failed, ended => ImmutableInterlocked.Update(ref _subscriptions, static (all, gone) => all.Remove(gone), ended));
        ImmutableInterlocked.Update(ref _subscriptions, static (all, next) => all.Add(next), added);
        return added;
    }

    public void Raise()
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Raise();
        }
    }
}
