using NasStudio.Core.Randomness;
using NasStudio.Core.Sampling.Levels;

namespace NasStudio.Core.Tests.Sampling.Levels;

public sealed class LevelWalkTests
{
    private const int Levels = 5;

    [Fact]
    public void Move_AnySteps_NeverMovesMoreThanOneAndReachesBothEnds()
    {
        var walk = new LevelWalk(Levels);
        var visited = new HashSet<int>();
        for (var (step, before) = (0, 0); step < 5000; step++)
        {
            var after = walk.Move(new SeededRandom(1, "walk", step));
            Assert.InRange(after - before, -1, 1);
            visited.Add(before = after);
        }

        Assert.Equal([0, 1, 2, 3, 4], visited.Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Thirds_AnyLevels_IsDoublyStochasticAndReachesNeighboursOnly(int levels)
    {
        for (var i = 0; i < levels; i++)
        {
            Assert.Equal(3, Enumerable.Range(0, levels).Sum(to => LevelWalk.Thirds(levels, i, to)));
            Assert.Equal(3, Enumerable.Range(0, levels).Sum(from => LevelWalk.Thirds(levels, from, i)));
            Assert.All(Enumerable.Range(0, levels), to => Assert.Equal(Math.Abs(to - i) <= 1, LevelWalk.Thirds(levels, i, to) > 0));
        }
    }

    /// <summary>15,000 moves from each level; 4 degrees of freedom or fewer, 0.1 % bound 18.5.</summary>
    [Fact]
    public void Move_FromEachLevel_FollowsTheTransitionMatrix()
    {
        for (var from = 0; from < Levels; from++)
        {
            var counts = new int[Levels];
            var walk = new LevelWalk(Levels);
            var random = new SeededRandom(7, "moves", from);
            for (var i = 0; i < 15_000; i++)
            {
                walk.GoTo(from);
                counts[walk.Move(random)]++;
            }

            var expected = Enumerable.Range(0, Levels).Select(to => 5000.0 * LevelWalk.Thirds(Levels, from, to)).ToArray();
            Assert.All(counts.Zip(expected), pair => Assert.True(pair.Second > 0 || pair.First == 0));
            Assert.InRange(ChiSquare(counts, expected), 0, 18.5);
        }
    }

    /// <summary>Every 150th of 150,000 steps is nearly independent of the one before; 4 degrees of freedom, 1 % bound 13.28.</summary>
    [Fact]
    public void Move_InTheLongRun_VisitsEveryLevelEquallyOften()
    {
        var walk = new LevelWalk(Levels);
        var counts = new int[Levels];
        for (var step = 1; step <= 150_000; step++)
        {
            var level = walk.Move(new SeededRandom(1, "sampler.levels.walk", step));
            counts[level] += step % 150 == 0 ? 1 : 0;
        }

        Assert.InRange(ChiSquare(counts, [.. Enumerable.Repeat(1000.0 / Levels, Levels)]), 0, 13.28);
    }

    [Fact]
    public void GoTo_LevelThatIsNone_IsRefused()
    {
        Assert.Throws<FormatException>(() => new LevelWalk(3).GoTo(3));
        Assert.Throws<FormatException>(() => new LevelWalk(3).GoTo(-1));
    }

    private static double ChiSquare(int[] counts, double[] expected) => counts.Zip(expected)
        .Where(pair => pair.Second > 0)
        .Sum(pair => (pair.First - pair.Second) * (pair.First - pair.Second) / pair.Second);
}
