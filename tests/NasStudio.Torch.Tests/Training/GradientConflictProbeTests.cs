using NasStudio.Core.Experiments;
using NasStudio.Core.Sampling.Levels;
using NasStudio.Core.Statistics;
using NasStudio.Torch.Supernets;
using NasStudio.Torch.Training;

namespace NasStudio.Torch.Tests.Training;

public sealed class GradientConflictProbeTests
{
    private static readonly ToySpace Space = new();
    private static readonly LevelTable Levels = LevelTable.Of(new LevelOptions { Count = 3 }, Space.Setting(8, 1));

    [Fact]
    public void Measure_FreshSupernet_CountsEveryPairOfEveryBlockAndItsGap()
    {
        var (conflict, passes) = Measure(seed: 1);

        var subnets = Levels.Count * GradientConflictProbe.SubnetsPerLevel;
        Assert.Equal(GradientConflictProbe.Blocks * subnets * (subnets - 1) / 2, conflict.Pairs);
        Assert.Equal(GradientConflictProbe.PassesOf(Levels), passes);
        Assert.Equal(Enumerable.Range(0, Levels.Count), conflict.Gaps.Select(gap => gap.Gap));
        Assert.All(conflict.Gaps, gap => Assert.InRange(gap.Cosine.Mean, gap.Cosine.Lower, gap.Cosine.Upper));
    }

    [Fact]
    public void Measure_FreshSupernet_SubnetsOfOneLevelAgreeMoreThanThoseFarApart()
    {
        var (conflict, _) = Measure(seed: 1);

        Assert.True(conflict.Gaps[0].Cosine.Mean > conflict.Gaps[^1].Cosine.Mean, conflict.Sentence);
        Assert.All(conflict.Gaps.Zip(conflict.Gaps.Skip(1)), pair => Assert.True(pair.Second.MacsRatio > pair.First.MacsRatio));
    }

    [Fact]
    public void Measure_SameSeed_GivesTheSameFindingAndLeavesTheWeights()
    {
        using var supernet = Supernet.Create(Space.CoveringNetworks, 3);
        var before = supernet.ToTensors();

        Assert.Equal(Measure(supernet, 5).Spearman, Measure(supernet, 5).Spearman);
        Assert.All(supernet.ToTensors(), entry => Assert.Equal(before[entry.Key].Values, entry.Value.Values));
    }

    [Fact]
    public void Measure_Stopped_Throws()
    {
        using var supernet = Supernet.Create(Space.CoveringNetworks, 3);
        using var images = ToyImages.Prepare(64);
        using var probe = new GradientConflictProbe(supernet, Space.Expand);

        Assert.Throws<OperationCanceledException>(() => probe.Measure(Levels, images, 1, () => { }, new CancellationToken(canceled: true)));
    }

    private static (GradientConflict Conflict, int Passes) Measure(ulong seed)
    {
        using var supernet = Supernet.Create(Space.CoveringNetworks, 3);
        using var images = ToyImages.Prepare(300);
        using var probe = new GradientConflictProbe(supernet, Space.Expand);
        var passes = 0;
        return (probe.Measure(Levels, images, seed, () => passes++, TestContext.Current.CancellationToken), passes);
    }

    private static GradientConflict Measure(Supernet supernet, ulong seed)
    {
        using var images = ToyImages.Prepare(64);
        using var probe = new GradientConflictProbe(supernet, Space.Expand);
        return probe.Measure(Levels, images, seed, () => { }, TestContext.Current.CancellationToken);
    }
}
