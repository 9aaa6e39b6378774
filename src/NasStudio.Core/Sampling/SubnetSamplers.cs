using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;

namespace NasStudio.Core.Sampling;

/// <summary>All subnet samplers by name: one line of registration each.</summary>
public static class SubnetSamplers
{
    private static readonly ImmutableSortedDictionary<string, Factory> Factories = new Dictionary<string, Factory>(StringComparer.Ordinal)
    {
        ["sandwich"] = (options, space, smallest, largest, seed) => new SandwichSampler(space, smallest, largest, options.RandomSubnets, seed),
        ["uniform"] = (options, space, _, _, seed) => new UniformSampler(space, options.RandomSubnets, seed),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private delegate ISubnetSampler Factory(SamplerOptions options, DecisionSpace space, Architecture smallest, Architecture largest, ulong seed);

    public static ImmutableArray<string> Names { get; } = [.. Factories.Keys];

    /// <exception cref="ArgumentException">No sampler has that name.</exception>
    public static ISubnetSampler Create(SamplerOptions options, DecisionSpace space, Architecture smallest, Architecture largest, ulong seed) =>
        Factories.TryGetValue(options.Name, out var create)
            ? create(options, space, smallest, largest, seed)
            : throw new ArgumentException($"No sampler is named '{options.Name}'; use one of {string.Join(", ", Names)}.", nameof(options));
}
