using Microsoft.Extensions.Time.Testing;
using NasStudio.Web.Parts;

namespace NasStudio.Web.Tests.Parts;

public sealed class ThrottledRefreshTests
{
    private readonly FakeTimeProvider _time = new();
    private int _reads;

    [Fact]
    public void Raise_First_ReadsAtOnce()
    {
        using var refresh = New();
        refresh.Raise();
        Assert.Equal(1, _reads);
    }

    [Fact]
    public void Raise_ManyWithinTheInterval_ReadsOnceMoreAfterIt()
    {
        using var refresh = New();
        for (var i = 0; i < 100; i++)
        {
            refresh.Raise();
        }

        Assert.Equal(1, _reads);
        _time.Advance(ThrottledRefresh.Interval);
        Assert.Equal(2, _reads);
        _time.Advance(ThrottledRefresh.Interval);
        Assert.Equal(2, _reads);
    }

    [Fact]
    public void Raise_AfterAQuietInterval_ReadsAtOnceAgain()
    {
        using var refresh = New();
        refresh.Raise();
        _time.Advance(ThrottledRefresh.Interval);
        refresh.Raise();
        Assert.Equal(2, _reads);
    }

    [Fact]
    public void Raise_AfterDispose_ReadsNothing()
    {
        var refresh = New();
        refresh.Dispose();
        refresh.Raise();
        Assert.Equal(0, _reads);
    }

    [Fact]
    public void Raise_AfterAFailedRead_TellsItAndReadsAgain()
    {
        Exception? told = null;
        using var refresh = new ThrottledRefresh(
            _time,
            ThrottledRefresh.Interval,
            () => ++_reads == 1 ? throw new InvalidOperationException("broken") : Task.CompletedTask,
            error =>
            {
                told = error;
                return Task.CompletedTask;
            });
        refresh.Raise();
        refresh.Raise();
        Assert.Equal("broken", told?.Message);
        Assert.Equal(2, _reads);
    }

    private ThrottledRefresh New() => new(
        _time,
        ThrottledRefresh.Interval,
        () =>
        {
            _reads++;
            return Task.CompletedTask;
        },
        error => Task.FromException(error));
}
