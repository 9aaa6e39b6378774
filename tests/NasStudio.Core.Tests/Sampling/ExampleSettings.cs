using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Networks;
using NasStudio.Core.Sampling;
using NasStudio.Core.Sampling.Levels;
using NasStudio.Core.Spaces;
using NasStudio.Core.Tests.Decisions;

namespace NasStudio.Core.Tests.Sampling;

/// <summary>Spaces with costs that are computed at once, and a real one.</summary>
internal static class ExampleSettings
{
    private static readonly Lazy<LevelTable> HybridTable = new(WorkOutHybrid);

    /// <summary>Widths that must not decrease; MACs are a sum over the choices, 1 to 14.</summary>
    public static SamplerSetting Widths { get; } = Of(
        ExampleSpaces.Widths,
        architecture => 1 + architecture.Choices[0] + (2 * architecture.Choices[1]) + architecture.Choices[2] + (3 * architecture.Choices[3]));

    /// <summary>12 decisions with 4 choices; MACs are the product of 1, 2, 3 or 4 of each of the first six: 1,000 to 4,096,000.</summary>
    public static SamplerSetting Large { get; } = Of(
        ExampleSpaces.Large,
        architecture => 1000 * architecture.Choices.Take(6).Aggregate(1L, (product, choice) => product * (choice + 1)));

    public static SamplerSetting Hybrid { get; } = SamplerSetting.Of(
        new SearchSpace(BuiltInSpaces.Find("hybrid-tiny")!), new NetworkInput(1, 28, 28, 10), steps: 600, stepsPerEpoch: 20, seed: 1);

    /// <summary>Of <see cref="Hybrid"/> with all defaults; worked out once.</summary>
    public static LevelTable HybridLevels => HybridTable.Value;

    public static SamplerSetting Of(DecisionSpace space, Func<Architecture, long> macs) =>
        new(space, space.First(), Largest(space), macs, Steps: 600, StepsPerEpoch: 20, Seed: 1);

    private static LevelTable WorkOutHybrid() => LevelTable.Of(new LevelOptions(), Hybrid);

    /// <summary>The greatest choice that each decision leaves possible, in their order.</summary>
    private static Architecture Largest(DecisionSpace space)
    {
        var best = space.First();
        for (var next = best; next is not null;)
        {
            best = next;
            next = space.Neighbours(best).FirstOrDefault(other => other.Choices.Zip(best.Choices).All(pair => pair.First >= pair.Second));
        }

        return best;
    }
}
