using NasStudio.Runs.Experiments;

namespace NasStudio.Runs;

/// <summary>Starts and cancels runs: a queue, one run at a time by default.</summary>
public sealed class RunScheduler
{
    /// <summary>Queues a run. Answers the present one where the newest is Queued or Running, so a second call changes nothing.</summary>
    public Task<RunRow> StartAsync(Guid experimentId, CancellationToken cancellation) => throw new NotImplementedException($"{experimentId}{cancellation}");

    /// <summary>Cancels the newest run where it is Queued or Running; answers it either way, null for a Draft.</summary>
    public Task<RunRow?> CancelAsync(Guid experimentId, CancellationToken cancellation) => throw new NotImplementedException($"{experimentId}{cancellation}");
}
