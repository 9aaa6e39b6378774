using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Export.Formats;
using NasStudio.Export.Latency;

namespace NasStudio.Worker.Objectives;

/// <summary>Latency of the subnet's ONNX file in ONNX Runtime on this machine; at the end with twice the trials of a search.</summary>
internal sealed class LatencyObjective(SubnetPackaging packaging, string home) : IObjective, IDisposable
{
    private readonly LatencyMeter _meter = LatencyMeter.Open(home);
    private readonly IExporter _exporter = Exporters.Find("onnx")!;

    public ObjectiveDefinition Definition => ObjectiveDefinition.Latency;

    public Measurement Measure(Candidate candidate, Fidelity fidelity)
    {
        using var onnx = new MemoryStream();
        _exporter.Write(packaging.Package(candidate, []), onnx);
        var trials = fidelity is Fidelity.Final ? LatencyMeter.FinalTrials : LatencyMeter.SearchTrials;
        var latency = _meter.Measure(onnx.ToArray(), trials, CancellationToken.None);
        return new Measurement(latency.Milliseconds, Latency: latency.Origin);
    }

    public void Dispose() => _meter.Dispose();
}
