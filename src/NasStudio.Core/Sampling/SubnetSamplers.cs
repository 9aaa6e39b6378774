using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;

namespace NasStudio.Core.Sampling;

/// <summary>All subnet samplers by name: one line of registration each.</summary>
public static class SubnetSamplers
{
    public static ImmutableArray<string> Names => throw new NotImplementedException();

    public static ISubnetSampler Create(SamplerOptions options, DecisionSpace space, Architecture smallest, Architecture largest, ulong seed) =>
        throw new NotImplementedException($"{options}{space}{smallest}{largest}{seed}");
}
