using NasStudio.Core.Experiments;

namespace NasStudio.Export.Latency;

/// <summary>
/// Measures ONNX files on this machine in ONNX Runtime: one thread, subnet and a fixed reference network alternately, 20th
/// percentile of each, ratio × the reference's calibrated value. Every trial opens both anew, and the fastest trial of each
/// counts: where a session's memory happens to lie slows a small network by up to 14 % for as long as the session lives,
/// so sessions come in a fast and a slow kind, and only the fast one repeats. Nothing else of ours may compute meanwhile.
/// </summary>
public sealed class LatencyMeter
{
    private readonly byte[] _reference;
    private readonly double _referenceMs;

    private LatencyMeter(byte[] reference, double referenceMs)
    {
        _reference = reference;
        _referenceMs = referenceMs;
    }

    /// <summary>Takes one to two seconds the first time on a machine, while the reference network is calibrated.</summary>
    /// <param name="home">NASSTUDIO_HOME; the reference's value is calibrated once per machine and runtime version and kept there.</param>
    public static LatencyMeter Open(string home)
    {
        var onnx = ReferenceNetwork.Onnx();
        return new LatencyMeter(onnx, ReferenceCalibration.LoadOrMeasure(home, onnx).Milliseconds);
    }

    /// <summary>One image at a time. Trials: 5 in a search, 9 for a final front.</summary>
    /// <returns>The ratio of the subnet's fastest trial to the reference's, times the reference's calibrated latency.</returns>
    /// <exception cref="OperationCanceledException">Looked at before every trial.</exception>
    public MeasuredLatency Measure(byte[] onnx, int trials, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        var (subnetTrials, referenceTrials) = (new double[trials], new double[trials]);
        var runs = new List<double>(trials * LatencyProtocol.Runs);
        for (var trial = 0; trial < trials; trial++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var subnet = new TimedSession(onnx);
            using var reference = new TimedSession(_reference);
            WarmUp(subnet, reference, trial == 0 ? LatencyProtocol.WarmUpRuns : LatencyProtocol.LaterWarmUpRuns);
            var (subnetMs, referenceMs) = Alternate(subnet, reference);
            subnetTrials[trial] = Quantile.Of(subnetMs, LatencyProtocol.Percentile);
            referenceTrials[trial] = Quantile.Of(referenceMs, LatencyProtocol.Percentile);
            runs.AddRange(subnetMs);
        }

        var ratios = subnetTrials.Zip(referenceTrials, (subnetMs, referenceMs) => subnetMs / referenceMs).ToArray();
        return new MeasuredLatency(subnetTrials.Min() / referenceTrials.Min() * _referenceMs, Origin(ratios, runs));
    }

    private static void WarmUp(TimedSession subnet, TimedSession reference, int runs)
    {
        for (var i = 0; i < runs; i++)
        {
            subnet.Run();
            reference.Run();
        }
    }

    private static (double[] SubnetMs, double[] ReferenceMs) Alternate(TimedSession subnet, TimedSession reference)
    {
        var (subnetMs, referenceMs) = (new double[LatencyProtocol.Runs], new double[LatencyProtocol.Runs]);
        for (var run = 0; run < LatencyProtocol.Runs; run++)
        {
            subnetMs[run] = subnet.TimedRun();
            referenceMs[run] = reference.TimedRun();
        }

        return (subnetMs, referenceMs);
    }

    private LatencyOrigin Origin(double[] ratios, List<double> runs) => new(
        "measured",
        ThisMachine.Processor,
        ThisMachine.Runtime,
        Threads: 1,
        LatencyProtocol.WarmUpRuns,
        LatencyProtocol.Runs,
        ratios.Length,
        MedianMs: Quantile.Of(runs, 0.5),
        P90Ms: Quantile.Of(runs, 0.9),
        RelativeSpread: (ratios.Max() - ratios.Min()) / Quantile.Of(ratios, 0.5),
        _referenceMs);
}

public sealed record MeasuredLatency(double Milliseconds, LatencyOrigin Origin);
