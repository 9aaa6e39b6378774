namespace NasStudio.Runs.Scheduling;

/// <summary>Why a worker was asked to stop.</summary>
internal enum StopReason
{
    None,
    Canceled,
    Paused,
    Shutdown,
}
