using System.Collections.Immutable;
using NasStudio.Core.Experiments;
using NasStudio.Core.Sampling;

namespace NasStudio.Benchmarks.Ablation;

/// <summary>
/// One rung of the ladder from uniform draws to ElasticViT's sampling (Tang et al. 2023): each changes one thing, so that
/// "balanced over MACs", "close in MACs within a step" and "close between steps" are told apart.
/// </summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Title">What it draws.</param>
internal sealed record AblationArm(string Name, string Title, Func<SamplerSetting, ISubnetSampler> Sampler)
{
    public static ImmutableArray<AblationArm> All { get; } =
    [
        new("A0", "sandwich: largest, 2 uniform and the smallest, the first 10 % of steps on the labels", setting => SubnetSamplers.Create(new("sandwich", 2) { DistillAfter = 0.1 }, setting)),
        new("A1", "3 uniform and the smallest", setting => new UniformWithSmallest(setting)),
        new("A2", "3 draws of independent levels and the smallest", setting => OfLevels("random", "one", setting)),
        new("A3", "3 draws of one random level and the smallest", setting => OfLevels("random-step", "one", setting)),
        new("A4", "3 draws of a walk over levels and the smallest", setting => OfLevels("adjacent-step", "one", setting)),
        new("A5", "complexity-aware: that walk with three smallest subnets", setting => OfLevels("adjacent-step", "hierarchical", setting)),
        new("A6", "performance-aware: that with banks", setting => OfLevels("adjacent-step", "hierarchical", setting, "performance-aware")),
    ];

    /// <exception cref="ArgumentException">There is none.</exception>
    public static AblationArm Of(string name) => All.FirstOrDefault(arm => arm.Name == name)
        ?? throw new ArgumentException($"There is no arm {name}; use {string.Join(", ", All.Select(arm => arm.Name))}.", nameof(name));

    private static ISubnetSampler OfLevels(string mode, string smallest, SamplerSetting setting, string name = "complexity-aware") => SubnetSamplers.Create(
        new(name, SamplerOptions.DefaultRandomSubnetsOfLevels) { Levels = AblationSetting.Levels with { Mode = mode, Smallest = smallest } },
        setting);
}
