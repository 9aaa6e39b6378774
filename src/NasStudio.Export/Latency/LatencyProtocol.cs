namespace NasStudio.Export.Latency;

/// <summary>
/// How often everything runs. Found by comparing the spread between processes on a loaded machine: mean of wall times 5.6 to
/// 7.5 %, median 1.9 to 2.3 %, 20th percentile 1.1 to 1.2 %, the same as a ratio to an interleaved reference 0.14 to 0.45 %.
/// </summary>
internal static class LatencyProtocol
{
    /// <summary>Runs of each network thrown away before the first trial.</summary>
    public const int WarmUpRuns = 200;

    /// <summary>The same before each later trial: the machine is warm, only the new sessions are not.</summary>
    public const int LaterWarmUpRuns = 30;

    /// <summary>Timed runs of each network in one trial.</summary>
    public const int Runs = 100;

    /// <summary>Low, because whatever else the machine does can only add time.</summary>
    public const double Percentile = 0.2;

    /// <summary>Trials of the reference's calibration, spread over a second or two so that a short disturbance cannot spoil all.</summary>
    public const int CalibrationTrials = 20;

    public static readonly TimeSpan CalibrationSpacing = TimeSpan.FromMilliseconds(50);
}
