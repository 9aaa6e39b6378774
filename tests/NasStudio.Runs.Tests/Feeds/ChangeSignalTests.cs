using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using NasStudio.Runs.Feeds;

namespace NasStudio.Runs.Tests.Feeds;

public sealed class ChangeSignalTests
{
    /// <summary>Milliseconds; far more than it takes, so that a signal that never comes is an error.</summary>
    private const int Patience = 60_000;

    private static readonly CancellationToken None = CancellationToken.None;
    private readonly FakeTimeProvider _time = new();
    private readonly Channel<int> _calls = Channel.CreateUnbounded<int>();
    private readonly Channel<Exception> _failures = Channel.CreateUnbounded<Exception>();
    private readonly ChangeSignal _signal;

    public ChangeSignalTests() => _signal = new ChangeSignal(_time, error => _failures.Writer.TryWrite(error));

    [Fact(Timeout = Patience)]
    public async Task Raise_ManyTimes_CallsAtOnceAndOnceAfterThePause()
    {
        using var subscription = _signal.Subscribe(() => _calls.Writer.TryWrite(0));
        _signal.Raise();
        await CalledAsync();
        for (var i = 0; i < 100; i++)
        {
            _signal.Raise();
        }

        Assert.False(_calls.Reader.TryPeek(out _));
        await AdvanceUntilCalledAsync(TestContext.Current.CancellationToken);
        Assert.False(_calls.Reader.TryPeek(out _));
    }

    [Fact(Timeout = Patience)]
    public async Task Raise_AfterAQuietPause_CallsAtOnceAgain()
    {
        using var subscription = _signal.Subscribe(() => _calls.Writer.TryWrite(0));
        _signal.Raise();
        await CalledAsync();
        _signal.Raise();
        await AdvanceUntilCalledAsync(TestContext.Current.CancellationToken);

        _signal.Raise();
        await AdvanceUntilCalledAsync(TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = Patience)]
    public async Task Raise_SubscriberThatThrows_IsReportedAndCalledAgain()
    {
        using var subscription = _signal.Subscribe(() => throw new FormatException("page is gone"));

        _signal.Raise();
        Assert.IsType<FormatException>(await _failures.Reader.ReadAsync(None).Soon());
        _signal.Raise();
        await AdvanceUntilAsync(() => _failures.Reader.TryRead(out _), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Raise_SubscriberOfAnotherCulture_IsCalledInItsOwn()
    {
        var culture = CultureInfo.CurrentCulture;
        var seen = new TaskCompletionSource<string>();
        IDisposable subscription;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            subscription = _signal.Subscribe(() => seen.TrySetResult(CultureInfo.CurrentCulture.Name));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        using (subscription)
        {
            _signal.Raise();
            Assert.Equal("de-DE", await seen.Task.Soon());
        }
    }

    [Fact]
    public async Task Dispose_Subscription_EndsItsCalls()
    {
        var subscription = _signal.Subscribe(() => _calls.Writer.TryWrite(1));
        using var other = _signal.Subscribe(() => _calls.Writer.TryWrite(2));
        subscription.Dispose();
        subscription.Dispose();

        _signal.Raise();

        Assert.Equal(2, await CalledAsync());
        Assert.False(_calls.Reader.TryPeek(out _));
    }

    private Task<int> CalledAsync() => _calls.Reader.ReadAsync(None).Soon();

    private Task AdvanceUntilCalledAsync(CancellationToken timeout) => AdvanceUntilAsync(() => _calls.Reader.TryRead(out _), timeout);

    /// <summary>The pause begins when the callback has returned, on a thread of its own: time goes on until it is over.</summary>
    private async Task AdvanceUntilAsync(Func<bool> reached, CancellationToken timeout)
    {
        while (!reached())
        {
            timeout.ThrowIfCancellationRequested();
            _time.Advance(ChangeSubscription.Pause);
            await Task.Yield();
        }
    }
}
