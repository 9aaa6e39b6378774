using System.Globalization;
using System.Text.Json;

namespace NasStudio.Export.Latency;

/// <summary>The trace that ONNX Runtime's profiler writes: a JSON list of events, of which every run of a node is one.</summary>
internal static class ProfilerTrace
{
    private const string KernelSuffix = "_kernel_time";

    /// <summary>The median over runs of every node, in the order in which they first ran.</summary>
    /// <param name="warmUpRuns">First runs of every node that do not count.</param>
    /// <exception cref="InvalidDataException">No node ran after the warm-up.</exception>
    public static IReadOnlyList<NodeTime> Read(string path, int warmUpRuns)
    {
        using var stream = File.OpenRead(path);
        using var trace = JsonDocument.Parse(stream);
        var nodes = new OrderedDictionary<int, List<double>>();
        foreach (var entry in trace.RootElement.EnumerateArray().Where(IsKernel))
        {
            var key = Index(entry);
            if (!nodes.TryGetValue(key, out var runs))
            {
                nodes.Add(key, runs = []);
            }

            runs.Add(entry.GetProperty("dur").GetDouble());
        }

        NodeTime[] times = [.. nodes.Where(node => node.Value.Count > warmUpRuns).Select(node => new NodeTime(node.Key, Quantile.Of(node.Value.Skip(warmUpRuns), 0.5)))];
        return times.Length > 0 ? times : throw new InvalidDataException($"The profiler of {ThisMachine.Runtime} noted no node after {warmUpRuns} runs, so there are no times of layers; measure again.");
    }

    private static bool IsKernel(JsonElement entry) =>
        entry.GetProperty("cat").GetString() == "Node" && entry.GetProperty("name").GetString()!.EndsWith(KernelSuffix, StringComparison.Ordinal);

    private static int Index(JsonElement entry) =>
        int.Parse(entry.GetProperty("args").GetProperty("node_index").GetString()!, CultureInfo.InvariantCulture);
}

/// <param name="Index">Of the node in the graph that ran.</param>
internal sealed record NodeTime(int Index, double MedianMicroseconds);
