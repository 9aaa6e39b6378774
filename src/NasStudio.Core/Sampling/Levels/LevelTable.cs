using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;

namespace NasStudio.Core.Sampling.Levels;

/// <summary>The levels of a space with their pools and smallest subnets: all that is worked out before the training.</summary>
public sealed record LevelTable(ImmutableArray<LevelPool> Pools, ImmutableArray<Architecture> Smallest)
{
    public int Count => Pools.Length;

    /// <exception cref="ArgumentException">No subnet falls into a written level.</exception>
    public static LevelTable Of(LevelOptions options, SamplerSetting setting)
    {
        var sample = MacsSample.Draw(setting, MacsSample.Size);
        var levels = MacsLevels.Of(options, sample);
        var smallest = SmallestSubnets.Of(setting, levels, options.SmallestCount);
        return new([.. levels.Zip(smallest, (level, subnet) => LevelPool.Fill(sample, level, subnet, setting.Seed))], smallest);
    }
}
