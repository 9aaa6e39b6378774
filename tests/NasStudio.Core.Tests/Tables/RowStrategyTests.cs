using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Search;
using NasStudio.Core.Tables;

namespace NasStudio.Core.Tests.Tables;

/// <summary>What every strategy does on a table that lacks four fifths of its space.</summary>
public sealed class RowStrategyTests
{
    public static TheoryData<string> Strategies => [.. SearchStrategies.OnDecisionsAlone];

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Run_SparseTable_EvaluatesAsManyDistinctRowsAsPlanned(string strategy)
    {
        var rows = Search(ExampleTables.Sparse, strategy, seed: 1, evaluations: 150);

        Assert.Equal(150, rows.Count);
        Assert.Equal(150, rows.Distinct().Count());
        Assert.All(rows, row => Assert.InRange(row, 0, ExampleTables.Sparse.Rows.Length - 1));
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Run_MoreThanTheTableHolds_EvaluatesEveryRowOnce(string strategy)
    {
        var rows = Search(ExampleTables.Few, strategy, seed: 1, evaluations: 5000);

        Assert.Equal(Enumerable.Range(0, ExampleTables.Few.Rows.Length), rows.Order());
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Run_SameSeed_GivesTheSameRowsAndAnotherSeedOthers(string strategy)
    {
        var first = Search(ExampleTables.Sparse, strategy, seed: 7, evaluations: 100);

        Assert.Equal(first, Search(ExampleTables.Sparse, strategy, seed: 7, evaluations: 100));
        Assert.NotEqual(first, Search(ExampleTables.Sparse, strategy, seed: 8, evaluations: 100));
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Ask_NegativeCount_IsRefused(string strategy) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Strategy(ExampleTables.Sparse, strategy, seed: 1).Ask(-1));

    [Fact]
    public void Run_SparseTable_Nsga2ComesFurtherThanRandomOverSeeds()
    {
        var scale = new ConvergenceScale(ExampleTables.QualityAgainstCost(ExampleTables.Sparse));
        double Mean(string strategy) => Enumerable.Range(1, 8)
            .Average(seed => scale.Fractions(Search(ExampleTables.Sparse, strategy, (ulong)seed, evaluations: 200))[^1]);

        Assert.True(Mean("nsga2") > Mean("random"), $"NSGA-II {Mean("nsga2")}, random {Mean("random")}");
    }

    [Fact]
    public void Ask_ProposalAbsentAfterTheRandomOnes_BecomesTheNearestUnseenRow()
    {
        var table = TableReader.Read("params_a,params_b,params_c,values_x\n1,1,1,0\n1,1,2,0\n2,2,2,0\n3,3,3,0\n");
        var absent = table.Decisions.Canonical([0, 1, 1]);
        var strategy = new RowStrategy(table, new Repeating(absent), randomFirst: 0, seed: 1);

        // Distances 2, 1, 1 and 3: the first of the nearest two, then the other one.
        Assert.Equal([1, 2, 0, 3], strategy.Ask(10).Select(table.IndexOf));
        Assert.Empty(strategy.Ask(1));
    }

    [Fact]
    public void Ask_RandomProposalsAbsent_BecomeRandomRows()
    {
        var absent = Enumerable.Range(0, 4096).Select(number => ExampleTables.Whole.Decisions.Canonical(
            [.. Enumerable.Range(0, 6).Select(digit => (number >> (2 * digit)) & 3)])).First(architecture => ExampleTables.Sparse.Find(architecture) is null);
        var firsts = Enumerable.Range(0, 30).Select(seed =>
            new RowStrategy(ExampleTables.Sparse, new Repeating(absent), randomFirst: 32, (ulong)seed).Ask(1)[0]).Distinct();

        Assert.True(firsts.Count() > 20);
    }

    [Fact]
    public void Ask_RandomRowsOneByOne_GivesTheSameAsAllAtOnce()
    {
        var strategy = new RandomRows(ExampleTables.Sparse, seed: 3);

        Assert.Equal(new RandomRows(ExampleTables.Sparse, seed: 3).Ask(40), Enumerable.Range(0, 40).SelectMany(_ => strategy.Ask(1)));
    }

    private static ISearchStrategy Strategy(Table table, string name, ulong seed) => TableSearch.Strategy(new StrategyOptions(name), table, seed);

    private static List<int> Search(Table table, string strategy, ulong seed, int evaluations) => TableSearch.Run(
        ExampleTables.QualityAgainstCost(table), Strategy(table, strategy, seed), evaluations, _ => { }, TestContext.Current.CancellationToken);

    /// <summary>Proposes one architecture again and again.</summary>
    private sealed class Repeating(Architecture architecture) : ISearchStrategy
    {
        public IReadOnlyList<Architecture> Ask(int count) => [.. Enumerable.Repeat(architecture, count)];

        public void Tell(IReadOnlyList<Observation> observations)
        {
        }
    }
}
