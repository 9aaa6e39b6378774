using NasStudio.Core.Pareto;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Tests.Pareto;

public sealed class ParetoFrontTests
{
    [Fact]
    public void Hypervolume_TwoPoints_IsTheAreaWorkedOutByHand()
    {
        var front = new ParetoFront();
        Assert.True(front.Add(1, 1, 3));
        Assert.True(front.Add(2, 2, 1));
        Assert.False(front.Add(3, 2, 3));

        // (4−1)·(4−3) + (4−2)·(3−1).
        Assert.Equal(7, front.Hypervolume(4, 4));
        Assert.Equal([1, 2], front.Keys);
    }

    [Fact]
    public void Add_EqualPoints_AreBothOnTheFrontAndLeaveTogether()
    {
        var front = new ParetoFront();
        Assert.True(front.Add(7, 1, 1));
        Assert.True(front.Add(3, 1, 1));
        Assert.Equal([3, 7], front.Keys);
        Assert.Equal(1, front.Hypervolume(2, 2));

        Assert.True(front.Add(5, 1, 0.5));

        Assert.Equal([5], front.Keys);
    }

    [Fact]
    public void Add_SameFirstCost_KeepsTheBetterSecond()
    {
        var front = new ParetoFront();
        Assert.True(front.Add(1, 1, 2));

        Assert.False(front.Add(2, 1, 3));
        Assert.True(front.Add(3, 1, 1));

        Assert.Equal([3], front.Keys);
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(0, 5)]
    [InlineData(4, 4)]
    public void Hypervolume_PointOutsideTheReference_AddsNothing(double first, double second)
    {
        var front = new ParetoFront();
        front.Add(1, 2, 2);
        front.Add(2, first, second);

        Assert.Equal(4, front.Hypervolume(4, 4));
    }

    [Fact]
    public void Hypervolume_NoPoints_IsZero() => Assert.Equal(0, new ParetoFront().Hypervolume(1, 1));

    [Fact]
    public void Add_NotANumberOrATakenKey_IsRefused()
    {
        var front = new ParetoFront();
        front.Add(1, 1, 1);

        Assert.Throws<ArgumentException>(() => front.Add(2, double.NaN, 1));
        Assert.Throws<ArgumentException>(() => front.Add(1, 1, 1));
    }

    /// <summary>A coarse grid, so that equal costs and equal points are common.</summary>
    [Theory]
    [InlineData(5, 40)]
    [InlineData(12, 60)]
    [InlineData(1000, 200)]
    public void Add_RandomPoints_AgreesWithBruteForceAfterEach(int grid, int count)
    {
        for (var seed = 0UL; seed < 20; seed++)
        {
            var random = new SeededRandom(seed, "points");
            var front = new ParetoFront();
            var points = new List<(int Key, double First, double Second)>();
            for (var key = 0; key < count; key++)
            {
                points.Add((key, random.NextInt(grid), random.NextInt(grid)));
                var expected = BruteForce(points);

                Assert.Equal(expected.Contains(key), front.Add(key, points[^1].First, points[^1].Second));
                Assert.Equal(expected, front.Keys);
            }

            Assert.Equal(BruteForceArea(points, grid, 0.75), front.Hypervolume(0.75 * grid, 0.75 * grid), 1e-9);
        }
    }

    /// <summary>More points than the front keeps side by side: it splits, and whole parts of it leave at once.</summary>
    [Fact]
    public void Add_ThousandsOnTheFrontThenOneThatDominatesMost_LeavesTheOthers()
    {
        const int count = 5_000;
        var random = new SeededRandom(6, "long");
        var order = Enumerable.Range(0, count).ToArray();
        random.Shuffle(order.AsSpan());
        var front = new ParetoFront();
        foreach (var key in order)
        {
            Assert.True(front.Add(key, key, count - key));
        }

        Assert.Equal(Enumerable.Range(0, count), front.Keys);
        Assert.Throws<ArgumentException>(() => front.Add(count - 1, count - 1, 1));
        Assert.False(front.Add(count, 100, count - 99));

        // Dominates those from 100 on whose second cost, 5000 - key, is at least 500.
        Assert.True(front.Add(count, 100, 500));
        Assert.Equal([.. Enumerable.Range(0, 100), count, .. Enumerable.Range(4501, 499)], front.Keys);
        Assert.True(front.Add(count + 1, -1, 0));
        Assert.Equal([count + 1], front.Keys);
    }

    [Fact]
    public void Add_ShuffledPoints_GivesTheSameFrontAndHypervolume()
    {
        var random = new SeededRandom(4, "order");
        var points = Enumerable.Range(0, 300).Select(key => (Key: key, First: random.NextInt(40), Second: random.NextInt(40))).ToArray();
        var expected = Build(points);

        for (var i = 0; i < 10; i++)
        {
            random.Shuffle(points.AsSpan());
            var front = Build(points);
            Assert.Equal(expected.Keys, front.Keys);
            Assert.Equal(expected.Hypervolume(30, 30), front.Hypervolume(30, 30));
        }
    }

    [Fact]
    public void Hypervolume_WhilePointsArrive_NeverFalls()
    {
        var random = new SeededRandom(5, "rising");
        var front = new ParetoFront();
        var last = 0.0;
        for (var key = 0; key < 500; key++)
        {
            front.Add(key, random.NextDouble(), random.NextDouble());
            var area = front.Hypervolume(0.9, 0.9);
            Assert.True(area >= last - 1e-15, $"{area} after {last}");
            last = area;
        }
    }

    private static ParetoFront Build(IEnumerable<(int Key, int First, int Second)> points)
    {
        var front = new ParetoFront();
        foreach (var (key, first, second) in points)
        {
            front.Add(key, first, second);
        }

        return front;
    }

    private static List<int> BruteForce(List<(int Key, double First, double Second)> points) =>
    [
        .. points
            .Where(point => !points.Exists(other =>
                other.First <= point.First && other.Second <= point.Second && (other.First < point.First || other.Second < point.Second)))
            .OrderBy(point => point.First).ThenBy(point => point.Key).Select(point => point.Key),
    ];

    /// <summary>Points have whole coordinates: cells of side 1 (and the cut last ones) are dominated or not as a whole.</summary>
    private static double BruteForceArea(List<(int Key, double First, double Second)> points, int grid, double part)
    {
        var area = 0.0;
        var reference = part * grid;
        var lowest = new double[grid];
        for (var column = 0; column < grid; column++)
        {
            lowest[column] = points.Where(point => point.First <= column).Select(point => point.Second).DefaultIfEmpty(double.PositiveInfinity).Min();
            area += Math.Clamp(reference - column, 0, 1) * Math.Max(0, reference - lowest[column]);
        }

        return area;
    }
}
