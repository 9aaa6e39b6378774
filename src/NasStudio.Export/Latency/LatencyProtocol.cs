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
    public const int LaterWarmUpRuns = 15;

    /// <summary>
    /// Timed runs of each network in one trial. Few, because many short trials find the fast kind of session more surely than
    /// few long ones of the same total: 20 × 30 repeated with a rank correlation of 0.996, 10 × 50 with 0.91 to 0.995.
    /// </summary>
    public const int Runs = 30;

    /// <summary>Sessions of the reference that are tried when a meter opens; the fastest is kept.</summary>
    public const int ReferenceSessions = 20;

    /// <summary>Low, because whatever else the machine does can only add time.</summary>
    public const double Percentile = 0.2;

    /// <summary>Trials of the reference's calibration, spread over a second or two so that a short disturbance cannot spoil all.</summary>
    public const int CalibrationTrials = 20;

    public static readonly TimeSpan CalibrationSpacing = TimeSpan.FromMilliseconds(50);
}
