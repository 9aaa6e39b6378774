using NasStudio.Runs.Protocol;

namespace NasStudio.Runs.Launching;

/// <summary>Starts workers somewhere: as processes of this machine, or as jobs of a cluster.</summary>
public interface IRunLauncher
{
    /// <summary>Starts a worker for an order whose folder holds order.json and experiment.json. Completes when the worker has ended.</summary>
    Task<WorkerEnd> RunAsync(WorkOrder order, CancellationToken kill);
}

/// <param name="LastError">The last line of standard error.</param>
/// <param name="OutOfMemory">Whether the system killed it for want of memory.</param>
public sealed record WorkerEnd(int ExitCode, string? LastError, bool OutOfMemory = false);
