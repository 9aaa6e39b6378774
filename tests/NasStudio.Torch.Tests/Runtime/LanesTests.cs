using NasStudio.Torch.Runtime;

namespace NasStudio.Torch.Tests.Runtime;

public sealed class LanesTests : IDisposable
{
    public LanesTests() => TorchRuntime.SetThreads(2);

    public void Dispose() => TorchRuntime.SetThreads(1);

    [Fact]
    public void Run_SeveralJobs_RunSideBySideAndAnswerInOrder()
    {
        using var lanes = new Lanes();
        using var meeting = new Barrier(2);

        // Each waits for the other: they must run at the same time.
        var results = lanes.Run([() => Meet(meeting, 1), () => Meet(meeting, 2)]);

        Assert.Equal([1, 2], results);
    }

    [Fact]
    public void Run_AFailingJob_ThrowsItsErrorAfterAllEnded()
    {
        using var lanes = new Lanes();
        var ended = 0;
        Func<int> fails = () => throw new InvalidDataException("broken");

        Assert.Throws<InvalidDataException>(() => lanes.Run([fails, () => Interlocked.Increment(ref ended)]));

        Assert.Equal(1, ended);
        Assert.Equal([5], lanes.Run([() => 5]));
    }

    private static int Meet(Barrier meeting, int result)
    {
        Assert.True(meeting.SignalAndWait(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        return result;
    }
}
