using NasStudio.Core.Experiments;

namespace NasStudio.Export.Latency;

/// <summary>
/// Measures ONNX files on this machine in ONNX Runtime: one thread, subnet and a fixed reference network alternately, 20th
/// percentile of each, ratio × the reference's calibrated value. Where a session's memory happens to lie slows a small
/// network by up to 14 % for as long as the session lives, so sessions come in a fast and a slow kind, and only the fast
/// one repeats: every trial opens the subnet anew and the fastest trial counts; of the reference, the fastest of several
/// sessions is kept. Nothing else of ours may compute meanwhile.
/// </summary>
public sealed class LatencyMeter : IDisposable
{
    /// <summary>Trials of one subnet in a search.</summary>
    public const int SearchTrials = 20;

    /// <summary>Trials of one subnet of the final front.</summary>
    public const int FinalTrials = 40;

    private readonly TimedSession _reference;
    private readonly double _referenceMs;

    private LatencyMeter(TimedSession reference, double referenceMs)
    {
        _reference = reference;
        _referenceMs = referenceMs;
    }

    /// <summary>Takes one to two seconds the first time on a machine, while the reference network is calibrated.</summary>
    /// <param name="home">NASSTUDIO_HOME; the reference's value is calibrated once per machine and runtime version and kept there.</param>
    public static LatencyMeter Open(string home)
    {
        var onnx = ReferenceNetwork.Onnx();
        var milliseconds = ReferenceCalibration.LoadOrMeasure(home, onnx).Milliseconds;
        return new LatencyMeter(TimedSession.FastestOf(onnx, LatencyProtocol.ReferenceSessions), milliseconds);
    }

    /// <summary>One image at a time.</summary>
    /// <param name="trials">At least 2: the two halves are compared.</param>
    /// <returns>The ratio of the subnet's fastest trial to the reference's, times the reference's calibrated latency.</returns>
    /// <exception cref="OperationCanceledException">Looked at before every trial.</exception>
    public MeasuredLatency Measure(byte[] onnx, int trials, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 2);
        var (subnetTrials, referenceTrials) = (new double[trials], new double[trials]);
        var runs = new List<double>(trials * LatencyProtocol.Runs);
        var optimized = TimedSession.Optimize(onnx);
        for (var trial = 0; trial < trials; trial++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var subnet = TimedSession.OfOptimized(optimized);
            WarmUp(subnet, trial == 0 ? LatencyProtocol.WarmUpRuns : LatencyProtocol.LaterWarmUpRuns);
            var (subnetMs, referenceMs) = Alternate(subnet);
            subnetTrials[trial] = Quantile.Of(subnetMs, LatencyProtocol.Percentile);
            referenceTrials[trial] = Quantile.Of(referenceMs, LatencyProtocol.Percentile);
            runs.AddRange(subnetMs);
        }

        var ratio = subnetTrials.Min() / referenceTrials.Min();
        var spread = Math.Abs(Half(subnetTrials, referenceTrials, 0) - Half(subnetTrials, referenceTrials, 1)) / ratio;
        return new MeasuredLatency(ratio * _referenceMs, Origin(trials, spread, runs));
    }

    public void Dispose() => _reference.Dispose();

    /// <summary>What every second trial alone would have said.</summary>
    private static double Half(double[] subnetTrials, double[] referenceTrials, int first) =>
        subnetTrials.Skip(first).Where((_, trial) => trial % 2 == 0).Min() / referenceTrials.Skip(first).Where((_, trial) => trial % 2 == 0).Min();

    private void WarmUp(TimedSession subnet, int runs)
    {
        for (var i = 0; i < runs; i++)
        {
            subnet.Run();
            _reference.Run();
        }
    }

    private (double[] SubnetMs, double[] ReferenceMs) Alternate(TimedSession subnet)
    {
        var (subnetMs, referenceMs) = (new double[LatencyProtocol.Runs], new double[LatencyProtocol.Runs]);
        for (var run = 0; run < LatencyProtocol.Runs; run++)
        {
            subnetMs[run] = subnet.TimedRun();
            referenceMs[run] = _reference.TimedRun();
        }

        return (subnetMs, referenceMs);
    }

    private LatencyOrigin Origin(int trials, double spread, List<double> runs) => new(
        "measured",
        ThisMachine.Processor,
        ThisMachine.Runtime,
        Threads: 1,
        LatencyProtocol.WarmUpRuns,
        LatencyProtocol.Runs,
        trials,
        MedianMs: Quantile.Of(runs, 0.5),
        P90Ms: Quantile.Of(runs, 0.9),
        spread,
        _referenceMs);
}

public sealed record MeasuredLatency(double Milliseconds, LatencyOrigin Origin);
