using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Networks;
using NasStudio.Core.Randomness;
using NasStudio.Core.Sampling;
using NasStudio.Core.Sampling.Levels;
using NasStudio.Core.Spaces;

namespace NasStudio.Benchmarks.Ablation;

/// <summary>What all arms have in common, fixed before any result was looked at.</summary>
internal static class AblationSetting
{
    public const string Dataset = "cifar10_jpeg";
    public const int TrainImages = 24_000;
    public const int ValidationImages = 8_000;
    public const int BatchSize = 64;
    public const int StepsPerEpoch = TrainImages / BatchSize;
    public const int SubnetsPerLevel = 12;

    /// <summary>12 batches of 128 images.</summary>
    public const int RecalibrationBatch = 128;

    /// <inheritdoc cref="RecalibrationBatch"/>
    public const int RecalibrationImages = 12 * RecalibrationBatch;

    private const int WarmUpSteps = 50;
    private const ulong SeedOfSubnets = 20231001;

    public static SearchSpace Space { get; } = new(BuiltInSpaces.Find("elasticvit-micro")!);

    /// <summary>The five that the studio derives of this space, written down so that every seed has the same.</summary>
    public static LevelOptions Levels { get; } = new() { Macs = [208_128, 537_146, 1_386_289, 3_577_795, 9_233_728] };

    /// <summary>
    /// No teacher from outside: random draws learn from the labels, the others from the step's teachers by the adaptive
    /// α-divergence. Gradients are clipped by unit, not by their global norm.
    /// </summary>
    /// <param name="steps">A multiple of <see cref="StepsPerEpoch"/>.</param>
    public static TrainingOptions Training(int steps) => new()
    {
        Epochs = steps / StepsPerEpoch,
        BatchSize = BatchSize,
        Optimizer = new(LearningRate: 2e-3, WeightDecay: 0.02),
        Schedule = new("cosine") { Minimum = 2e-5 },
        WarmUp = (double)WarmUpSteps / steps,
        GradientClipping = 0,
        Gradients = new() { Adaptive = 0.1 },
        LabelSmoothing = 0.1,
        Distillation = new("alpha"),
        Augmentation = new() { Flip = 0.5, Shift = 4 },
    };

    /// <summary>
    /// The subnets that are measured, by level: the same for every arm and seed, none of them drawn by a stream that any
    /// training uses.
    /// </summary>
    public static ImmutableArray<ImmutableArray<Architecture>> Subnets(NetworkInput input)
    {
        var table = LevelTable.Of(Levels, SamplerSetting.Of(Space, input, 1, 1, SeedOfSubnets));
        return [.. table.Pools.Select((pool, level) =>
        {
            var random = new SeededRandom(SeedOfSubnets, "ablation.subnets", level);
            var chosen = new List<Architecture>();
            while (chosen.Count < SubnetsPerLevel)
            {
                var drawn = pool.Draw(random).Architecture;
                if (!chosen.Contains(drawn))
                {
                    chosen.Add(drawn);
                }
            }

            return chosen.ToImmutableArray();
        })];
    }
}
