using System.Collections.Immutable;
using NasStudio.Core.Costs;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Networks;
using NasStudio.Core.Randomness;
using NasStudio.Core.Sampling;
using NasStudio.Core.Spaces;

namespace NasStudio.Benchmarks.Training;

/// <summary>The steps of elasticvit-micro on 32 × 32 colour images that are timed: three subnets alone, and ElasticViT's four.</summary>
internal sealed class TrainingSteps
{
    public const string FourSubnets = "four subnets";

    public static NetworkInput Input { get; } = new(3, 32, 32, 10);

    public static SearchSpace Space { get; } = new(BuiltInSpaces.Find("elasticvit-micro")!);

    /// <summary>The geometric middle of the range of MACs, as near as one of a thousand random subnets comes.</summary>
    public static Architecture Middle { get; } = MiddleSubnet();

    /// <summary>Name and draws of each.</summary>
    public static ImmutableArray<KeyValuePair<string, ImmutableArray<Draw>>> All { get; } =
    [
        Alone("largest", Space.Largest),
        Alone("middle", Middle),
        Alone("smallest", Space.Smallest),
        new(FourSubnets, ElasticVitStep()),
    ];

    public static Network Expand(Architecture architecture) => Space.Expand(architecture, Input);

    private static long MacsOf(Architecture subnet) => NetworkCost.MacsOf(Expand(subnet));

    private static KeyValuePair<string, ImmutableArray<Draw>> Alone(string name, Architecture subnet) =>
        new(name, [new Draw(subnet, DrawRole.Random, DrawTarget.Labels)]);

    private static Architecture MiddleSubnet()
    {
        var random = new SeededRandom(TrainingDescription.Seed, "training benchmark");
        var middle = Math.Sqrt((double)MacsOf(Space.Smallest) * MacsOf(Space.Largest));
        return Enumerable.Range(0, 1000).Select(_ => Space.Decisions.Sample(random)).MinBy(subnet => Math.Abs(Math.Log(MacsOf(subnet) / middle)))!;
    }

    /// <summary>Three of the middle level on the labels, and a smallest subnet that learns from their mean (Algorithm 1).</summary>
    private static ImmutableArray<Draw> ElasticVitStep()
    {
        var setting = SamplerSetting.Of(Space, Input, steps: 1000, stepsPerEpoch: 100, TrainingDescription.Seed);
        var sampler = SubnetSamplers.Create(new SamplerOptions("complexity-aware", SamplerOptions.DefaultRandomSubnetsOfLevels), setting);
        var middle = sampler.Levels!.Count / 2;
        return Enumerable.Range(0, 1000).Select(step => sampler.Draw(step).Draws).First(draws => draws[0].Level == middle);
    }
}
