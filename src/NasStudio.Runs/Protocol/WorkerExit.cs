namespace NasStudio.Runs.Protocol;

/// <summary>Exit codes of a worker; the last line on its standard error is the sentence that the page shows.</summary>
public static class WorkerExit
{
    public const int Done = 0;
    public const int BadInput = 64;

    /// <summary>Preempted or stopped by the server: may be run again.</summary>
    public const int TryAgain = 75;

    /// <summary>A newer launch of the same run exists.</summary>
    public const int Fenced = 76;
    public const int Failed = 70;
    public const int OutOfMemory = 137;
}
