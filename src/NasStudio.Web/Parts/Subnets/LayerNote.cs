using System.Globalization;
using NasStudio.Export.Latency;
using NasStudio.Web.Subnets;

namespace NasStudio.Web.Parts.Subnets;

/// <summary>Where the latencies of layers come from, and what they are good for.</summary>
internal static class LayerNote
{
    public static IReadOnlyList<string> Of(MeasuredLayers measured)
    {
        var latency = measured.Latency;
        string[] sentences =
        [
            $"Latency: measured just now on this machine ({ThisMachine.Processor}, {ThisMachine.Runtime}), one thread, one image, untrained weights; median of {LayerLatency.Runs} runs, in whole microseconds. Noting the times adds some to each: read the shares, not the sum.",
            "Fused: the layer has no node of its own in the optimised graph; ONNX Runtime does its work within the layer before it.",
            $"Reordering, {Figures.Percent(latency.Share(latency.ReorderingMicroseconds), 1)} of the time, belongs to no layer: ONNX Runtime brings maps into another memory layout and back.",
        ];
        return measured.Beside is { } beside
            ? [.. sentences, $"{beside} was training on this machine meanwhile, which disturbs; measure again when it has ended."]
            : sentences;
    }

    /// <summary>Microseconds below one millisecond, else milliseconds; the profiler notes nothing finer than one microsecond.</summary>
    public static string Time(double microseconds) => microseconds switch
    {
        < 1 => "< 1 µs",
        < 1000 => $"{microseconds.ToString("F0", CultureInfo.CurrentCulture)} µs",
        _ => Figures.Milliseconds(microseconds / 1000),
    };
}
