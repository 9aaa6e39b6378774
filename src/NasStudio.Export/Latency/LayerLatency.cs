using System.Collections.Immutable;
using NasStudio.Core.Networks;
using NasStudio.Export.Onnx;
using NasStudio.Export.Weights;

namespace NasStudio.Export.Latency;

/// <summary>
/// Where a network's time goes on this machine: what ONNX Runtime's profiler says of every node of the optimised graph, one
/// thread, one image, given to the layer for which the node was written. Noting the times takes time too, of a short layer
/// in proportion more than of a long one, so the sum is above the latency that <see cref="LatencyMeter"/> measures.
/// </summary>
/// <param name="Layers">Of every layer of the network, in its order.</param>
/// <param name="ReorderingMicroseconds">Of nodes that ONNX Runtime added, mostly to turn maps into another memory layout and back.</param>
public sealed record LayerLatency(ImmutableArray<LayerTime> Layers, double ReorderingMicroseconds)
{
    /// <summary>Runs before the ones that count.</summary>
    public const int WarmUpRuns = 30;

    /// <summary>Runs of which each node's median is taken.</summary>
    public const int Runs = 50;

    private const string TracePrefix = "trace";

    public double TotalMicroseconds => Layers.Sum(layer => layer.Microseconds ?? 0) + ReorderingMicroseconds;

    /// <summary>Of the sum over all layers and the reordering, 0 to 1.</summary>
    public double Share(double microseconds) => TotalMicroseconds > 0 ? microseconds / TotalMicroseconds : 0;

    /// <summary>Takes a good second for a small network: 80 runs and the opening of two sessions. Nothing else of ours should compute meanwhile.</summary>
    /// <param name="network">Times do not depend on what was learned, so it needs no trained weights.</param>
    /// <exception cref="OperationCanceledException">Looked at before every run.</exception>
    public static LayerLatency Measure(Network network, CancellationToken cancellation) => Measure(network, Path.GetTempPath(), cancellation);

    /// <param name="temporary">Folder in which the profiler's files lie for as long as this takes.</param>
    internal static LayerLatency Measure(Network network, string temporary, CancellationToken cancellation)
    {
        var (onnx, layerOfNode) = OnnxWriter.WriteTraced(network, FreshWeights.Of(network, "layer latency"));
        var optimized = TimedSession.Optimize(onnx);
        var owners = new NodeOwners(network, layerOfNode, optimized);
        var (times, reordering) = (new Dictionary<string, double>(StringComparer.Ordinal), 0.0);
        foreach (var node in Profile(optimized, temporary, cancellation))
        {
            if (owners.LayerOf(node.Index) is { } layer)
            {
                times[layer] = times.GetValueOrDefault(layer) + node.MedianMicroseconds;
            }
            else
            {
                reordering += node.MedianMicroseconds;
            }
        }

        return new LayerLatency([.. network.Layers.Select(layer => new LayerTime(layer.Name, times.TryGetValue(layer.Name, out var time) ? time : null))], reordering);
    }

    private static IReadOnlyList<NodeTime> Profile(byte[] optimized, string temporary, CancellationToken cancellation)
    {
        var folder = Directory.CreateDirectory(Path.Combine(temporary, $"nasstudio-trace-{Path.GetRandomFileName()}"));
        try
        {
            using var session = TimedSession.Profiled(optimized, Path.Combine(folder.FullName, TracePrefix));
            for (var run = 0; run < WarmUpRuns + Runs; run++)
            {
                cancellation.ThrowIfCancellationRequested();
                session.Run();
            }

            return ProfilerTrace.Read(session.EndProfiling(), WarmUpRuns);
        }
        finally
        {
            // After the session is closed: one that is given up writes its trace then.
            folder.Delete(recursive: true);
        }
    }
}

/// <param name="Microseconds">Null where no node is the layer's own: its work, if any, is done in another layer's node.</param>
public sealed record LayerTime(string Layer, double? Microseconds);
