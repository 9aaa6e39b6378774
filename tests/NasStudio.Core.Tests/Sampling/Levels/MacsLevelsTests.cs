using NasStudio.Core.Experiments;
using NasStudio.Core.Sampling.Levels;

namespace NasStudio.Core.Tests.Sampling.Levels;

public sealed class MacsLevelsTests
{
    private static readonly LevelTable Hybrid = ExampleSettings.HybridLevels;

    [Fact]
    public void Of_Defaults_AreFiveLevelsInEqualRatiosFromTheSmallestOn()
    {
        var levels = Hybrid.Pools.Select(pool => pool.Level).ToList();
        var sample = MacsSample.Draw(ExampleSettings.Hybrid, MacsSample.Size);

        Assert.Equal(5, levels.Count);
        Assert.Equal(ExampleSettings.Hybrid.Macs(ExampleSettings.Hybrid.Smallest), levels[0].First);
        Assert.Equal(sample.Quantile(0.9), levels[^1].First);
        var ratios = levels.Zip(levels.Skip(1), (one, other) => (double)other.First / one.First).ToList();
        Assert.All(ratios, ratio => Assert.InRange(ratio, ratios[0] * 0.99, ratios[0] * 1.01));
        Assert.All(levels, level => Assert.Equal((long)(level.First * 0.15), level.Last - level.First));
    }

    [Fact]
    public void Of_MoreLevelsThanSubnetsHaveMacs_KeepsThoseThatAreReached()
    {
        var sample = MacsSample.Draw(ExampleSettings.Widths, 200);
        var levels = MacsLevels.Of(new LevelOptions { Count = 40, Window = 0.001 }, sample);

        Assert.Equal(levels.Select(level => level.First).Distinct().Order(), levels.Select(level => level.First));
        Assert.All(levels, level => Assert.Contains(sample.Items, item => level.Contains(item.Macs)));
        Assert.InRange(levels.Length, 5, 14);
    }

    [Fact]
    public void Of_WrittenLevels_TakesThem()
    {
        var levels = MacsLevels.Of(new LevelOptions { Macs = [2000, 500_000, 4_096_000], Window = 0.5 }, MacsSample.Draw(ExampleSettings.Large, 300));

        Assert.Equal([new(2000, 3000), new(500_000, 750_000), new(4_096_000, 6_144_000)], levels);
    }

    /// <summary>Products of six factors 1 to 4: after 2,916,000 comes 3,072,000.</summary>
    [Fact]
    public void Of_LevelThatNoSubnetReaches_NamesTheNearestMacs()
    {
        var sample = MacsSample.Draw(ExampleSettings.Large, 300);
        var error = Assert.Throws<ArgumentException>(() => MacsLevels.Of(new LevelOptions { Macs = [2_950_000], Window = 0.01 }, sample));

        Assert.Contains("No subnet has 2950000 to 2979500 MACs", error.Message, StringComparison.Ordinal);
        Assert.Contains("3072000", error.Message, StringComparison.Ordinal);
        Assert.Equal(["levels[1]"], MacsLevels.Check(new LevelOptions { Macs = [4_096_000, 5_000_000] }, sample).Select(missed => missed.Path));
    }

    [Fact]
    public void Fill_EveryLevel_HoldsDistinctSubnetsInsideItsWindow()
    {
        foreach (var pool in Hybrid.Pools)
        {
            var random = new Core.Randomness.SeededRandom(3, "pool");
            var drawn = Enumerable.Range(0, 300).Select(_ => pool.Draw(random)).ToList();

            Assert.InRange(pool.Count, 10, LevelPool.Capacity);
            Assert.All(drawn, item => Assert.Equal(ExampleSettings.Hybrid.Macs(item.Architecture), item.Macs));
            Assert.All(drawn, item => Assert.InRange(item.Macs, pool.Level.First, pool.Level.Last));
            Assert.True(drawn.Distinct().Count() > 8, $"{pool.Level}: {drawn.Distinct().Count()}");
        }
    }

    [Fact]
    public void Smallest_ThreeForFiveLevels_GrowWithTheirLevelsAndStayBelowThem()
    {
        var setting = ExampleSettings.Hybrid;
        var macs = Hybrid.Smallest.Select(setting.Macs).ToList();

        Assert.Equal(Hybrid.Count, Hybrid.Smallest.Length);
        Assert.Equal(setting.Smallest, Hybrid.Smallest[0]);
        Assert.Equal([macs[0], macs[0], macs[2], macs[2], macs[4]], macs);
        Assert.True(macs[0] < macs[2] && macs[2] < macs[4]);
        Assert.All([2, 4], level => Assert.InRange(macs[level], Hybrid.Pools[level].Level.First / 2, Hybrid.Pools[level].Level.First));
    }

    [Fact]
    public void Smallest_One_IsTheSpacesEverywhere()
    {
        var levels = Hybrid.Pools.Select(pool => pool.Level);

        Assert.All(SmallestSubnets.Of(ExampleSettings.Hybrid, [.. levels], count: 1), subnet => Assert.Equal(ExampleSettings.Hybrid.Smallest, subnet));
    }
}
