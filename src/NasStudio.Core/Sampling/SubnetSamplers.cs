using System.Collections.Immutable;
using NasStudio.Core.Experiments;
using NasStudio.Core.Sampling.Levels;

namespace NasStudio.Core.Sampling;

/// <summary>All subnet samplers by name: one line of registration each.</summary>
public static class SubnetSamplers
{
    private static readonly ImmutableSortedDictionary<string, Factory> Factories = new Dictionary<string, Factory>(StringComparer.Ordinal)
    {
        ["complexity-aware"] = (options, setting) => new ComplexityAwareSampler(setting, LevelTable.Of(options.Levels, setting), options),
        ["performance-aware"] = (options, setting) => new PerformanceAwareSampler(setting, LevelTable.Of(options.Levels, setting), options),
        ["sandwich"] = (options, setting) => new SandwichSampler(setting, options.RandomSubnets, options.DistillAfter),
        ["uniform"] = (options, setting) => new UniformSampler(setting.Space, options.RandomSubnets, setting.Seed),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private delegate ISubnetSampler Factory(SamplerOptions options, SamplerSetting setting);

    public static ImmutableArray<string> Names { get; } = [.. Factories.Keys];

    /// <exception cref="ArgumentException">No sampler has that name, or no subnet falls into a written level.</exception>
    public static ISubnetSampler Create(SamplerOptions options, SamplerSetting setting) =>
        Factories.TryGetValue(options.Name, out var create)
            ? create(options, setting)
            : throw new ArgumentException($"No sampler is named '{options.Name}'; use one of {string.Join(", ", Names)}.", nameof(options));
}
