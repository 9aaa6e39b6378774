using System.Threading.Channels;
using NasStudio.Runs.Launching;
using NasStudio.Runs.Protocol;

namespace NasStudio.Runs.Tests;

/// <summary>Hands every order to the test, which decides how the worker ends.</summary>
internal sealed class NotedLauncher : IRunLauncher
{
    private readonly Channel<NotedLaunch> _launches = Channel.CreateUnbounded<NotedLaunch>();

    public Task<WorkerEnd> RunAsync(WorkOrder order, CancellationToken kill)
    {
        var launch = new NotedLaunch(order, kill);
        _launches.Writer.TryWrite(launch);
        return launch.Ended;
    }

    public Task<NotedLaunch> NextAsync() => _launches.Reader.ReadAsync(TestContext.Current.CancellationToken).Soon();

    /// <summary>Whether an order waits that no test has taken.</summary>
    public bool HasNext => _launches.Reader.TryPeek(out _);
}

internal sealed class NotedLaunch
{
    private readonly TaskCompletionSource<WorkerEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public NotedLaunch(WorkOrder order, CancellationToken kill)
    {
        Order = order;
        Kill = kill;
        kill.Register(() => End(137));
    }

    public WorkOrder Order { get; }

    public CancellationToken Kill { get; }

    public Task<WorkerEnd> Ended => _ended.Task;

    public void End(int exitCode, string? lastError = null, bool outOfMemory = false) =>
        _ended.TrySetResult(new WorkerEnd(exitCode, lastError, outOfMemory));
}
