using NasStudio.Core.Experiments;

namespace NasStudio.Export.Latency;

/// <summary>
/// Measures ONNX files on this machine in ONNX Runtime: one thread, subnet and a fixed reference network alternately, 20th
/// percentile of each, ratio × the reference's calibrated value. Nothing else of ours may compute meanwhile.
/// </summary>
public sealed class LatencyMeter : IDisposable
{
    /// <param name="home">NASSTUDIO_HOME; the reference's value is calibrated once per machine and runtime version and kept there.</param>
    public static LatencyMeter Open(string home) => throw new NotImplementedException(home);

    /// <summary>One image at a time. Trials: 2 in a search, 5 for a final front.</summary>
    public MeasuredLatency Measure(byte[] onnx, int trials, CancellationToken cancellation) => throw new NotImplementedException($"{onnx}{trials}{cancellation}");

    public void Dispose()
    {
    }
}

public sealed record MeasuredLatency(double Milliseconds, LatencyOrigin Origin);
