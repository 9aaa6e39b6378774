using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;
using NasStudio.Core.Spaces;

namespace NasStudio.Core.Tests.Decisions;

public sealed class TiedGridTests
{
    [Fact]
    public void Points_StagesWithDifferentRanges_StandAsFarUpTheirOwn()
    {
        var space = new DecisionSpace([
            ExampleSpaces.Of("resolution", 16, 32),
            ExampleSpaces.Of("a.depth", 1, 2, 3), ExampleSpaces.Of("a.width", 8, 16, 24),
            ExampleSpaces.Of("b.depth", 1, 2, 3, 4, 5), ExampleSpaces.Of("b.width", 8, 16, 24),
        ]);

        var points = new TiedGrid(space).Points(new SeededRandom(1, "grid")).ToList();

        Assert.Equal([0, 0, 0, 0, 0], points[0].Choices);
        Assert.Equal([1, 2, 2, 4, 2], points[1].Choices);
        Assert.Equal(2 + (2 * 5 * 3), points.Count);
        Assert.Equal(2 * 5 * 3, points.Distinct().Count());
        int[] nearest = [0, 1, 1, 2, 2];
        Assert.All(points, point => Assert.Equal((nearest[point.Choices[3]], point.Choices[4]), (point.Choices[1], point.Choices[2])));
    }

    [Theory]
    [InlineData("elasticvit")]
    [InlineData("hybrid-tiny")]
    [InlineData("nasbench201")]
    public void Points_BuiltInSpaces_AreArchitecturesOfTheSpace(string name)
    {
        var space = new SearchSpace(BuiltInSpaces.Find(name)!);

        var points = new TiedGrid(space.Decisions).Points(new SeededRandom(1, "grid")).Take(200).ToList();

        Assert.Equal(space.Smallest, points[0]);
        Assert.All(points, point => Assert.Equal(point, space.Decisions.Canonical(point.Choices.AsSpan())));
        Assert.InRange(points.Distinct().Count(), 30, 200);
    }
}
