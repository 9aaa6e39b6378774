using NasStudio.Core.Experiments;

namespace NasStudio.Export.Latency;

/// <summary>
/// Measures ONNX files on this machine in ONNX Runtime: one thread, subnet and a fixed reference network alternately, 20th
/// percentile of each, ratio × the reference's calibrated value. Nothing else of ours may compute meanwhile.
/// </summary>
public sealed class LatencyMeter : IDisposable
{
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
        var reference = new TimedSession(onnx);
        try
        {
            var calibration = ReferenceCalibration.LoadOrMeasure(home, reference, ReferenceNetwork.Fingerprint(onnx));
            return new LatencyMeter(reference, calibration.Milliseconds);
        }
        catch
        {
            reference.Dispose();
            throw;
        }
    }

    /// <summary>One image at a time. Trials: 2 in a search, 5 for a final front.</summary>
    /// <returns>The median of the trials' ratios to the reference, times the reference's calibrated latency.</returns>
    /// <exception cref="OperationCanceledException">Looked at before the warm-up and before every trial.</exception>
    public MeasuredLatency Measure(byte[] onnx, int trials, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        cancellation.ThrowIfCancellationRequested();
        using var subnet = new TimedSession(onnx);
        for (var i = 0; i < LatencyProtocol.WarmUpRuns; i++)
        {
            subnet.Run();
            _reference.Run();
        }

        var ratios = new double[trials];
        var runs = new List<double>(trials * LatencyProtocol.Runs);
        for (var trial = 0; trial < trials; trial++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (subnetMs, referenceMs) = Alternate(subnet);
            ratios[trial] = Quantile.Of(subnetMs, LatencyProtocol.Percentile) / Quantile.Of(referenceMs, LatencyProtocol.Percentile);
            runs.AddRange(subnetMs);
        }

        return new MeasuredLatency(Quantile.Of(ratios, 0.5) * _referenceMs, Origin(ratios, runs));
    }

    public void Dispose() => _reference.Dispose();

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
