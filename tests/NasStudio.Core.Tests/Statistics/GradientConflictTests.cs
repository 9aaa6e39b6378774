using System.Collections.Immutable;
using NasStudio.Core.Randomness;
using NasStudio.Core.Statistics;

namespace NasStudio.Core.Tests.Statistics;

public sealed class GradientConflictTests
{
    [Fact]
    public void Of_CosinesThatFallWithTheGap_IsShown()
    {
        var conflict = GradientConflict.Of(Blocks(slope: -0.1), seed: 1);

        Assert.True(conflict.IsShown);
        Assert.StartsWith("Gradients of shared weights agree less", conflict.Sentence, StringComparison.Ordinal);
        Assert.Equal([0, 1, 2], conflict.Gaps.Select(gap => gap.Gap));
        Assert.Equal(-0.1, conflict.Gaps[1].Cosine.Mean - conflict.Gaps[0].Cosine.Mean, 0.03);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void Of_CosinesThatDoNotFall_IsNotShown(double slope)
    {
        var conflict = GradientConflict.Of(Blocks(slope), seed: 1);

        Assert.False(conflict.IsShown);
        Assert.Contains("not shown", conflict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Bootstrap_OfBlockMeans_HasTheWidthOfTheTInterval()
    {
        // 200 blocks of a standard normal: ± 1.96 / √200 = ± 0.139.
        var random = new SeededRandom(4, "blocks");
        var blocks = Enumerable.Range(0, 200).Select(_ => random.NextGaussian()).ToArray();

        var interval = BlockBootstrap.Of(blocks, drawn => drawn.Average(), seed: 9);

        Assert.Equal(blocks.Average(), interval.Mean, 12);
        Assert.InRange(interval.Upper - interval.Lower, 0.23, 0.33);
    }

    [Fact]
    public void Bootstrap_ValuesThatAreAlikeWithinABlock_IsAsWideAsTheirFewBlocksSay()
    {
        var random = new SeededRandom(4, "blocks");
        var blocks = Enumerable.Range(0, 20).Select(_ => Enumerable.Repeat(random.NextGaussian(), 100).ToArray()).ToArray();

        var interval = BlockBootstrap.Of(blocks, drawn => drawn.Average(block => block.Average()), seed: 9);

        Assert.InRange(interval.Upper - interval.Lower, 0.5, 1.3);
    }

    [Fact]
    public void Bootstrap_OneBlock_Throws() => Assert.Throws<ArgumentException>(() => BlockBootstrap.Of([1.0], drawn => drawn[0], seed: 1));

    private static ImmutableArray<GradientPair>[] Blocks(double slope)
    {
        var random = new SeededRandom(2, "pairs");
        return [.. Enumerable.Range(0, 8).Select(_ => Enumerable.Range(0, 30)
            .Select(pair => new GradientPair(pair % 3, 1 + (pair % 3), 0.6 + (slope * (pair % 3)) + (0.02 * random.NextGaussian())))
            .ToImmutableArray())];
    }
}
