using NasStudio.Core.Randomness;

namespace NasStudio.Core.Tests.Randomness;

/// <summary>Expected numbers come from an independent implementation whose SplitMix64 gives the published first numbers.</summary>
public sealed class SeededRandomTests
{
    [Theory]
    [InlineData(1UL, "sampler", 0L, 0x400de2e59f63ff9bUL, 0x2aa18245ba73c887UL, 0x27b6d556fa64ce72UL)]
    [InlineData(42UL, "sampler", 7L, 0xba3eac78c843ccdaUL, 0xa00ee612555adee6UL, 0x65c006f7e2f366a3UL)]
    [InlineData(ulong.MaxValue, "search.nsga2", -1L, 0xba7bb82ad7d28f80UL, 0x04c6647c97415ae6UL, 0x44bf76bdb2ddaf96UL)]
    public void NextUInt64_KnownKey_GivesKnownNumbers(ulong seed, string stream, long step, ulong first, ulong second, ulong third)
    {
        var random = new SeededRandom(seed, stream, step);

        Assert.Equal([first, second, third], [random.NextUInt64(), random.NextUInt64(), random.NextUInt64()]);
    }

    [Fact]
    public void NextDouble_KnownKey_GivesKnownNumbers()
    {
        var random = new SeededRandom(1, "sampler");

        Assert.Equal([0.25021188837071395, 0.16652692987777507], [random.NextDouble(), random.NextDouble()]);
    }

    [Fact]
    public void NextInt_KnownKey_GivesKnownNumbers()
    {
        var random = new SeededRandom(1, "sampler");

        Assert.Equal([1, 0, 0, 4, 5, 3, 4, 5, 2, 2, 2, 1], Enumerable.Range(0, 12).Select(_ => random.NextInt(6)));
    }

    [Fact]
    public void Position_SetBack_RepeatsTheStream()
    {
        var random = new SeededRandom(3, "a");
        random.NextUInt64();
        var position = random.Position;
        var expected = random.NextUInt64();

        random.Position = position;

        Assert.Equal(expected, random.NextUInt64());
    }

    [Fact]
    public void NextGaussian_ManyDraws_HasMeanZeroAndVarianceOne()
    {
        var random = new SeededRandom(3, "normal");
        var draws = Enumerable.Range(0, 20_000).Select(_ => random.NextGaussian()).ToArray();

        // Standard errors are 0.007 and 0.01.
        Assert.InRange(draws.Average(), -0.035, 0.035);
        Assert.InRange(draws.Select(draw => draw * draw).Average(), 0.95, 1.05);
    }

    [Fact]
    public void Shuffle_ManyTimes_PutsEveryItemEverywhereEquallyOften()
    {
        var random = new SeededRandom(3, "shuffle");
        var counts = new int[4, 4];
        for (var i = 0; i < 8000; i++)
        {
            int[] items = [0, 1, 2, 3];
            random.Shuffle(items.AsSpan());
            for (var place = 0; place < 4; place++)
            {
                counts[items[place], place]++;
            }
        }

        // 2000 expected, standard deviation 39.
        Assert.All(counts.Cast<int>(), count => Assert.InRange(count, 1800, 2200));
    }

    [Fact]
    public void Constructor_OtherSeedStreamOrStep_GivesOtherNumbers()
    {
        var numbers = new[]
        {
            new SeededRandom(1, "a"), new SeededRandom(2, "a"), new SeededRandom(1, "b"), new SeededRandom(1, "a", 1),
        }.Select(random => random.NextUInt64());

        Assert.Equal(4, numbers.Distinct().Count());
    }
}
