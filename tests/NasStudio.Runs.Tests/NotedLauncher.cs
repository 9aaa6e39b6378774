using System.Threading.Channels;
using NasStudio.Runs.Launching;
using NasStudio.Runs.Protocol;

namespace NasStudio.Runs.Tests;

/// <summary>Hands every order to the test, which decides how the worker ends.</summary>
internal sealed class NotedLauncher : IRunLauncher
{
    private readonly Channel<NotedLaunch> _launches = Channel.CreateUnbounded<NotedLaunch>();
    private int _alive;

    /// <summary>Most workers that were alive at the same time.</summary>
    public int MostAtOnce { get; private set; }

    public async Task<WorkerEnd> RunAsync(WorkOrder order, CancellationToken kill)
    {
        lock (_launches)
        {
            MostAtOnce = Math.Max(MostAtOnce, ++_alive);
        }

        var launch = new NotedLaunch(order, kill);
        _launches.Writer.TryWrite(launch);
        var end = await launch.Ended;
        lock (_launches)
        {
            _alive--;
        }

        return end;
    }

    public Task<NotedLaunch> NextAsync() => _launches.Reader.ReadAsync(TestContext.Current.CancellationToken).Soon();
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
