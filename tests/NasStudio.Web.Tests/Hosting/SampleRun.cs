using System.Collections.Immutable;
using NasStudio.Core.Costs;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Networks;
using NasStudio.Core.Randomness;
using NasStudio.Core.Spaces;
using NasStudio.Export.Weights;
using NasStudio.Runs.Protocol;

namespace NasStudio.Web.Tests.Hosting;

/// <summary>What a worker would report and leave behind for a run on hybrid-tiny, with made-up accuracies and latencies.</summary>
public static class SampleRun
{
    public static readonly SearchSpace Space = new(BuiltInSpaces.Find("hybrid-tiny")!);

    public static readonly NetworkInput Input = new(1, 28, 28, 10);

    /// <summary>Distinct subnets: the smallest, the largest and random ones.</summary>
    public static IReadOnlyList<Architecture> Architectures(int count)
    {
        var random = new SeededRandom(7, "web-tests");
        var chosen = new List<Architecture> { Space.Smallest, Space.Largest };
        var known = chosen.ToHashSet();
        while (chosen.Count < count)
        {
            var next = Space.Decisions.Sample(random);
            if (known.Add(next))
            {
                chosen.Add(next);
            }
        }

        return chosen;
    }

    public static BoxEvent Box => new(0.1, new Dictionary<string, double>(StringComparer.Ordinal) { ["latency"] = 2 });

    /// <summary>The n-th evaluation; accuracy and latency both rise slowly, with a ripple, so that some are dominated.</summary>
    public static EvaluationEvent Evaluated(Architecture architecture, int n, Fidelity fidelity = Fidelity.Search)
    {
        var cost = NetworkCost.Of(Space.Expand(architecture, Input));
        var accuracy = 0.5 + (0.0001 * n) + (0.05 * (n % 7));
        return new EvaluationEvent(new Evaluation
        {
            SubnetId = architecture.Id,
            Choices = architecture.Choices,
            Fidelity = fidelity,
            Feasible = n % 11 != 10,
            Accuracy = new AccuracyOrigin(fidelity is Fidelity.Final ? "test" : "validation", 500, 0.01, "recalibrated", 512),
            Values = ImmutableSortedDictionary<string, double>.Empty
                .Add("accuracy", accuracy)
                .Add("latency", 0.2 + (0.001 * n) + (0.02 * (n % 5)))
                .Add("macs", cost.Macs)
                .Add("parameters", cost.Parameters),
        });
    }

    /// <summary>The files of a run: a supernet of small numbers, and the statistics of one subnet.</summary>
    public static void Leave(string folder, Architecture subnet)
    {
        var widest = Space.CoveringSet().SelectMany(architecture => Space.Expand(architecture, Input).Parameters)
            .GroupBy(parameter => parameter.Name, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                group => Filled([.. Enumerable.Range(0, group.First().Axes.Length).Select(axis => group.Max(one => one.Axes[axis].Length))], 0.01f),
                StringComparer.Ordinal);
        Write(Path.Combine(folder, RunFolder.Supernet), widest, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["input"] = """{ "channels": 1, "height": 28, "width": 28, "classes": 10 }""",
            ["mean"] = "0.5",
            ["std"] = "0.25",
            ["classes"] = """["a","b","c","d","e","f","g","h","i","j"]""",
        });
        var statistics = new Dictionary<string, FloatTensor>(StringComparer.Ordinal);
        foreach (var layer in Space.Expand(subnet, Input).Layers.Where(layer => layer.Operation is Operation.BatchNorm))
        {
            var channels = layer.Parameter("weight").Axes[0].Length;
            statistics.Add($"{layer.Name}.mean", Filled([channels], 0));
            statistics.Add($"{layer.Name}.var", Filled([channels], 1));
        }

        Write(Path.Combine(folder, RunFolder.Statistics(subnet.Id)), statistics, null);
    }

    private static FloatTensor Filled(int[] shape, float value)
    {
        var values = new float[shape.Aggregate(1, (product, size) => product * size)];
        Array.Fill(values, value);
        return new FloatTensor(shape, values);
    }

    private static void Write(string path, IReadOnlyDictionary<string, FloatTensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var stream = File.Create(path);
        SafetensorsFile.Write(stream, tensors, metadata);
    }
}
