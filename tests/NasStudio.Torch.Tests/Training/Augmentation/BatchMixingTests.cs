using NasStudio.Core.Randomness;
using NasStudio.Torch.Training.Augmentation;

namespace NasStudio.Torch.Tests.Training.Augmentation;

public sealed class BatchMixingTests
{
    private static readonly ImageLayout Layout = new(2, 8, 8, [0, 0], [1, 1]);

    /// <summary>Image i of three is all i + 1: the first meets the third, the second itself.</summary>
    [Fact]
    public void Mixup_ThreeImages_BlendsEachWithThatFromTheEnd()
    {
        var images = Images();

        var share = new Mixup(1).Apply(images, Layout, new SeededRandom(1, "test"));

        Assert.InRange(share, 0.01, 0.99);
        Assert.All(Image(images, 0), value => Assert.Equal((float)(share + (3 * (1 - share))), value, 1e-5f));
        Assert.All(Image(images, 1), value => Assert.Equal(2, value, 1e-5f));
        Assert.All(Image(images, 2), value => Assert.Equal((float)((3 * share) + 1 - share), value, 1e-5f));
    }

    [Fact]
    public void Cutmix_ThreeImages_ExchangesARectangleAndSharesTheLabelByArea()
    {
        var cut = 0;
        for (var step = 0; step < 50; step++)
        {
            var images = Images();

            var share = new Cutmix(1).Apply(images, Layout, new SeededRandom(1, "test", step));

            Assert.All(Image(images, 0), value => Assert.True(value is 1 or 3));
            Assert.All(Image(images, 1), value => Assert.Equal(2, value));
            Assert.Equal(share, Image(images, 0).Count(value => value == 1) / (double)Layout.Size, 1e-9);
            Assert.Equal(share, Image(images, 2).Count(value => value == 3) / (double)Layout.Size, 1e-9);
            cut += share is > 0 and < 1 ? 1 : 0;
        }

        Assert.InRange(cut, 35, 50);
    }

    /// <summary>Beta(α, α) has the mean ½ and the variance 1 / (4 (2 α + 1)).</summary>
    [Theory]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(5)]
    public void Symmetric_ManyDraws_HasTheMomentsOfBeta(double alpha)
    {
        var random = new SeededRandom(1, "beta");
        var draws = Enumerable.Range(0, 20_000).Select(_ => BetaDraw.Symmetric(alpha, random)).ToList();

        Assert.Equal(0.5, draws.Average(), 0.01);
        Assert.Equal(1 / (4 * ((2 * alpha) + 1)), draws.Average(draw => (draw - 0.5) * (draw - 0.5)), 0.005);
    }

    /// <summary>ElasticViT's α: nearly always one of the two, never no number.</summary>
    [Fact]
    public void Symmetric_TinyAlpha_StaysWithinItsRange()
    {
        var random = new SeededRandom(1, "beta");
        var draws = Enumerable.Range(0, 2000).Select(_ => BetaDraw.Symmetric(0.01, random)).ToList();

        Assert.All(draws, draw => Assert.InRange(draw, 0, 1));
        Assert.InRange(draws.Count(draw => draw > 0.5), 900, 1100);
    }

    private static float[] Images() => [.. Enumerable.Range(0, 3 * Layout.Size).Select(i => 1f + (i / Layout.Size))];

    private static float[] Image(float[] images, int index) => images.AsSpan(index * Layout.Size, Layout.Size).ToArray();
}
