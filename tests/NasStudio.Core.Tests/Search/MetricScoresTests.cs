using NasStudio.Core.Search;

namespace NasStudio.Core.Tests.Search;

public sealed class MetricScoresTests
{
    [Fact]
    public void Of_TwoMetrics_AddsThemScaledToTheirRanges()
    {
        var scores = new MetricScores([[10, -1], [20, 1], [15, 0]]);

        Assert.Equal([0, 0.5, 0.25], scores.Of([1, -0.5]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Of_MissingValue_RanksLastWhicheverWayTheWeightPoints(double weight)
    {
        var scores = new MetricScores([[3], [double.NaN], [7]]).Of([weight]);

        Assert.Equal(scores.Min(), scores[1]);
    }

    [Fact]
    public void Of_MetricThatNobodyHasOrAllShare_IsLeftOut()
    {
        var scores = new MetricScores([[double.NaN, 5, 1], [double.NaN, 5, 2], [double.PositiveInfinity, 5, 4]]);

        Assert.Equal([0, 1 / 3.0, 1], scores.Of([-1, -1, 1]));
    }
}
