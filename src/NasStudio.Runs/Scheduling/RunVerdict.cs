using System.Globalization;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Launching;
using NasStudio.Runs.Protocol;

namespace NasStudio.Runs.Scheduling;

/// <summary>What became of a run whose worker ended without reporting an end.</summary>
internal sealed record RunVerdict(RunState State, string? Error)
{
    public static RunVerdict Of(WorkerEnd end, StopReason reason, RunRow run) => reason switch
    {
        StopReason.Canceled => new(RunState.Canceled, null),
        StopReason.Shutdown => Interrupted(run),
        // Killed after its grace, it lost what came after its last checkpoint, and can go on from there all the same.
        StopReason.Paused when end.ExitCode is WorkerExit.TryAgain or WorkerExit.OutOfMemory => new(RunState.Paused, null),
        _ => end.ExitCode switch
        {
            WorkerExit.Done => new(RunState.Failed, "The worker ended without a result. Its output is in worker.log of the run's folder."),
            WorkerExit.TryAgain => new(RunState.Interrupted, end.LastError ?? "The worker was stopped from outside. Resume the run to go on from its last checkpoint."),
            _ when end.OutOfMemory => new(RunState.Failed, "The worker ran out of memory and the system killed it. Use a smaller batch size or fewer training images, or give the studio more memory."),
            WorkerExit.OutOfMemory => new(RunState.Failed, "The worker was killed (signal 9) by something outside the studio, often for want of memory. Start the run again."),
            _ => new(RunState.Failed, end.LastError ?? string.Create(CultureInfo.InvariantCulture, $"The worker ended with exit code {end.ExitCode} and said nothing. Its output is in worker.log of the run's folder.")),
        },
    };

    /// <summary>The studio stopped, gracefully or not, while the run was going on.</summary>
    public static RunVerdict Interrupted(RunRow run) => new(
        RunState.Interrupted,
        string.Create(CultureInfo.InvariantCulture, $"The studio stopped while this run was at {Math.Floor(run.Progress * 100)} %. Resume it to go on from its last checkpoint."));
}
