using System.Collections.Immutable;
using NasStudio.Core.Experiments;
using NasStudio.Core.Randomness;
using NasStudio.Core.Spaces;
using NasStudio.Export.Tests.Onnx;

namespace NasStudio.Export.Tests.Formats;

/// <summary>The smallest subnet of hybrid-tiny with random weights and made-up, complete evaluations.</summary>
internal static class SamplePackage
{
    public static SubnetPackage Create()
    {
        var space = new SearchSpace(BuiltInSpaces.Find("hybrid-tiny")!);
        var network = space.Expand(space.Smallest, new(1, 28, 28, 3));
        return new SubnetPackage(
            "a1",
            "look <script>alert(1)</script>\n# twice",
            "shapes",
            [new("resolution", "16"), new("conv1.depth", "1"), new("conv1.op", "skip")],
            network,
            RandomWeights.Of(network, new SeededRandom(5, "sample package")),
            [0.1307f],
            [0.3081f],
            ["disc", "tiger, tiger cat", "円"],
            [Evaluation(space, Fidelity.Search, "validation", 0.9), Evaluation(space, Fidelity.Final, "test", 0.89)]);
    }

    private static Evaluation Evaluation(SearchSpace space, Fidelity fidelity, string split, double accuracy) => new()
    {
        SubnetId = "a1",
        Choices = space.Smallest.Choices,
        Fidelity = fidelity,
        Values = ImmutableSortedDictionary<string, double>.Empty.Add("accuracy", accuracy).Add("latency", 0.125),
        Accuracy = new(split, 2000, 0.0067, "recalibrated", 512),
        Latency = new("measured", "A Processor", "ONNX Runtime 1.31.1", 1, 200, 100, 5, 0.13, 0.15, 0.004, 0.07),
        Feasible = true,
    };
}
