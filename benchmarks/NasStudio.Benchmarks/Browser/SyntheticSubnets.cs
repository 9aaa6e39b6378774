using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Randomness;
using NasStudio.Core.Spaces;
using NasStudio.Runs.Protocol;

namespace NasStudio.Benchmarks.Browser;

/// <summary>
/// Distinct subnets of hybrid-tiny with made-up measurements of the usual kind: accuracy a count of images, latency with noise
/// in every digit, whole MACs and parameters that rise with the choices. The same for the same seed.
/// </summary>
internal sealed class SyntheticSubnets(ulong seed)
{
    private const int Images = 5000;
    private readonly SearchSpace _space = new(BuiltInSpaces.Find("hybrid-tiny")!);
    private readonly SeededRandom _random = new(seed, "benchmark-browser");
    private readonly HashSet<Architecture> _known = [];

    public static BoxEvent Box => new(0.1, new Dictionary<string, double>(StringComparer.Ordinal) { ["latency"] = 3 });

    public EvaluationEvent Next()
    {
        var architecture = _space.Decisions.Sample(_random);
        while (!_known.Add(architecture))
        {
            architecture = _space.Decisions.Sample(_random);
        }

        return new EvaluationEvent(Evaluated(architecture));
    }

    private Evaluation Evaluated(Architecture architecture)
    {
        var size = Size(architecture);
        var latency = 0.15 + (2.2 * size) + (0.4 * _random.NextDouble());
        var accuracy = Math.Clamp(0.62 + (0.33 * Math.Sqrt(size)) - (0.12 * _random.NextDouble()), 0.1, 1);
        return new Evaluation
        {
            SubnetId = architecture.Id,
            Choices = architecture.Choices,
            Fidelity = Fidelity.Search,
            Feasible = latency <= 2.2,
            Accuracy = new AccuracyOrigin("validation", Images, 0.005, "recalibrated", 512),
            Latency = new LatencyOrigin("measured", "benchmark", "none", 1, 5, 30, 20, latency, 1.1 * latency, 0.01, 1),
            Values = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
            [
                KeyValuePair.Create("accuracy", Math.Round(accuracy * Images) / Images),
                KeyValuePair.Create("latency", latency),
                KeyValuePair.Create("macs", Math.Round(4e6 + (6e7 * size) + (1e6 * _random.NextDouble()))),
                KeyValuePair.Create("parameters", Math.Round(3e4 + (1e6 * size) + (1e4 * _random.NextDouble()))),
            ]),
        };
    }

    /// <summary>0..1: how far the choices lie towards the largest ones, on average.</summary>
    private double Size(Architecture architecture)
    {
        var decisions = _space.Decisions.Decisions;
        var sum = 0.0;
        for (var decision = 0; decision < decisions.Length; decision++)
        {
            sum += architecture.Choices[decision] / Math.Max(1.0, decisions[decision].Choices.Length - 1);
        }

        return sum / decisions.Length;
    }
}
