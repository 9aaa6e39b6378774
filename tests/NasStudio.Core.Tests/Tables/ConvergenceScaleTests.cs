using System.Collections.Immutable;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Core.Tables;

namespace NasStudio.Core.Tests.Tables;

public sealed class ConvergenceScaleTests
{
    /// <summary>Front: (0.9, 30), (0.7, 10), (0.5, 5); the last row is dominated.</summary>
    private static readonly Table Four = TableReader.Read("params_a,values_acc,values_ms\n1,0.5,5\n2,0.7,10\n3,0.9,30\n4,0.6,25\n");

    [Fact]
    public void Fractions_ByHand_AreExact()
    {
        var scale = new ConvergenceScale(Problem(Four));

        // Scaled costs (accuracy, ms): row 0 (1, 0), row 1 (0.5, 0.2), row 2 (0, 1), row 3 (0.75, 0.8).
        Assert.Equal([2, 1, 0], scale.Front);
        var whole = (1.1 * 0.1) + (0.6 * 0.8) + (0.1 * 0.2);
        Assert.Equal(whole, scale.TrueHypervolume, 12);
        Assert.Equal(
            new[] { 0.35 * 0.3, 0.6 * 0.9, (0.6 * 0.9) + (0.5 * 0.1), whole }.Select(area => area / whole),
            scale.Fractions([3, 1, 2, 0]),
            (expected, actual) => Math.Abs(expected - actual) < 1e-12);
    }

    [Fact]
    public void Fractions_AllRows_EndAtOne()
    {
        var scale = new ConvergenceScale(ExampleTables.QualityAgainstCost(ExampleTables.Sparse));
        var fractions = scale.Fractions(Enumerable.Range(0, ExampleTables.Sparse.Rows.Length));

        Assert.Equal(1, fractions[^1], 12);
        Assert.Equal(fractions.Order(), fractions);
    }

    [Fact]
    public void Fractions_InfeasibleRows_CountForNothing()
    {
        var problem = new TableProblem(Four, Problem(Four).Objectives, ImmutableSortedDictionary<string, Bound>.Empty.Add("ms", new Bound(Max: 20)));
        var scale = new ConvergenceScale(problem);

        Assert.Equal([1, 0], scale.Front);
        Assert.Equal([0, 0], scale.Fractions([2, 3]));
        Assert.Equal(1, scale.Fractions([1, 0])[^1], 12);
    }

    [Fact]
    public void Fractions_FrontOfOnePoint_AreFinite() =>
        Assert.Equal([0.0, 1.0], new ConvergenceScale(Problem(TableReader.Read("params_a,values_acc,values_ms\n1,0,9\n2,1,2\n"))).Fractions([0, 1]));

    [Fact]
    public void Regrets_OfOneObjective_FallToTheBestFeasibleRow()
    {
        var problem = new TableProblem(
            Four, [new("acc", "acc", Direction.Maximize, "")], ImmutableSortedDictionary<string, Bound>.Empty.Add("ms", new Bound(Max: 26)));
        var scale = new ConvergenceScale(problem);

        // Feasible: 0.5, 0.7, 0.6. Row 2, the best of all, is not.
        Assert.Equal([1], scale.Front);
        Assert.Equal([0.2, 0.1, 0.1, 0], scale.Regrets([2, 3, 0, 1]), (expected, actual) => Math.Abs(expected - actual) < 1e-12);
        Assert.Equal([0, 0.6 / 1.1, 0.6 / 1.1, 1], scale.Fractions([2, 3, 0, 1]), (expected, actual) => Math.Abs(expected - actual) < 1e-12);
    }

    [Fact]
    public void Constructor_NothingFeasible_IsRefused() => Assert.Throws<ArgumentException>(() => new ConvergenceScale(
        new TableProblem(Four, Problem(Four).Objectives, ImmutableSortedDictionary<string, Bound>.Empty.Add("ms", new Bound(Max: 1)))));

    private static TableProblem Problem(Table table) => ExampleTables.Problem(table, ("acc", Direction.Maximize), ("ms", Direction.Minimize));
}
