using NasStudio.Core.Objectives;
using NasStudio.Core.Tables;

namespace NasStudio.Core.Tests.Tables;

public sealed class MergedRowsTests
{
    /// <summary>Three networks in six rows, whose values differ a little.</summary>
    private static readonly Table Six = TableReader.Read("""
        params_a,values_acc,values_ms,isomorphism_class
        1,50,10,7
        2,51,11,7
        3,60,20,8
        4,61,21,8
        5,62,22,8
        6,70,30,9
        """);

    private static readonly TableProblem Problem = ExampleTables.Problem(Six, ("acc", Direction.Maximize), ("ms", Direction.Minimize));

    [Fact]
    public void Run_MergingIsomorphicRows_EvaluatesEachClassOnce()
    {
        var proposed = new List<(int Row, int First)>();

        var rows = TableSearch.Run(Problem, new RandomRows(Six, 1), 3, mergeIsomorphic: true, (row, first) => proposed.Add((row, first)), CancellationToken.None);

        Assert.Equal([7, 8, 9], rows.Select(row => Six.Rows[row].IsomorphismClass!.Value).Order());
        Assert.Equal(rows, proposed.Where(pair => pair.Row == pair.First).Select(pair => pair.Row));
        Assert.All(proposed, pair => Assert.Equal(Six.Rows[pair.First].IsomorphismClass, Six.Rows[pair.Row].IsomorphismClass));
    }

    [Fact]
    public void Run_NotMerging_EvaluatesEveryRow()
    {
        var rows = TableSearch.Run(Problem, new RandomRows(Six, 1), 6, _ => { }, CancellationToken.None);

        Assert.Equal(6, rows.Distinct().Count());
    }
}
