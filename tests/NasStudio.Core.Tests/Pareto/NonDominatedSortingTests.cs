using NasStudio.Core.Pareto;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Tests.Pareto;

public sealed class NonDominatedSortingTests
{
    [Fact]
    public void Fronts_FivePoints_AreThoseWorkedOutByHand()
    {
        double[][] costs = [[1, 4], [2, 2], [4, 1], [3, 3], [4, 4]];

        var fronts = NonDominatedSorting.Fronts(5, (first, second) => Dominance.Dominates(costs[first], costs[second]));

        Assert.Equal([[0, 1, 2], [3], [4]], fronts);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Fronts_RandomPoints_AreTheNonDominatedOfWhatIsLeft(int objectives)
    {
        var random = new SeededRandom(1, "fronts");
        var costs = Enumerable.Range(0, 120).Select(_ => Enumerable.Range(0, objectives).Select(_ => (double)random.NextInt(8)).ToArray()).ToList();

        var fronts = NonDominatedSorting.Fronts(costs.Count, (first, second) => Dominance.Dominates(costs[first], costs[second]));

        var left = Enumerable.Range(0, costs.Count).ToList();
        foreach (var front in fronts)
        {
            var expected = left.Where(point => !left.Exists(other => Dominance.Dominates(costs[other], costs[point]))).ToList();
            Assert.Equal(expected, front);
            left = left.Except(front).ToList();
        }

        Assert.Empty(left);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(2, 3)]
    [InlineData(3, 0)]
    [InlineData(1, 3)]
    public void Fronts_OfCostsAndViolations_AreThoseOfConstrainedDominance(int objectives, int violations)
    {
        var random = new SeededRandom(2, "fronts");
        var points = Enumerable.Range(0, 150)
            .Select(_ => (Costs: Enumerable.Range(0, objectives).Select(_ => (double)random.NextInt(9)).ToArray(), Violation: (double)random.NextInt(violations + 1))).ToList();

        var fronts = NonDominatedSorting.Fronts(points, point => point.Costs, point => point.Violation);

        Assert.Equal(
            NonDominatedSorting.Fronts(points.Count, (first, second) => Dominance.Dominates(
                points[first].Costs, points[first].Violation, points[second].Costs, points[second].Violation)),
            fronts);
    }

    [Fact]
    public void Crowding_FourPoints_IsTheSumOfRelativeGaps()
    {
        double[][] costs = [[0, 10], [1, 6], [4, 2], [10, 0]];

        var crowding = NonDominatedSorting.Crowding(costs);

        Assert.Equal(double.PositiveInfinity, crowding[0]);
        Assert.Equal(0.4 + 0.8, crowding[1], 1e-12);
        Assert.Equal(0.9 + 0.6, crowding[2], 1e-12);
        Assert.Equal(double.PositiveInfinity, crowding[3]);
    }

    [Fact]
    public void Crowding_EqualPoints_IsNoNumberError()
    {
        double[][] costs = [[1, 1], [1, 1], [1, 1]];

        Assert.Equal([double.PositiveInfinity, 0, double.PositiveInfinity], NonDominatedSorting.Crowding(costs));
    }

    [Theory]
    [InlineData(0, 0.5, true)]
    [InlineData(0.5, 0, false)]
    [InlineData(0.1, 0.5, true)]
    [InlineData(0.5, 0.5, false)]
    public void Dominates_Violations_ComeBeforeCosts(double first, double second, bool expected) =>
        Assert.Equal(expected, Dominance.Dominates([9, 9], first, [1, 1], second));
}
