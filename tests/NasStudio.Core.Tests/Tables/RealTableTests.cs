using System.Collections.Immutable;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Core.Tables;

namespace NasStudio.Core.Tests.Tables;

/// <summary>What the strategies promise, on NAS-Bench-201 itself, where NASSTUDIO_DATA has it.</summary>
public sealed class RealTableTests
{
    private const int Budget = 100;
    private const int Seeds = 20;
    private static readonly Lazy<Table> Cells = new(Read);

    /// <summary>DeepArchitect (Negrinho, Gordon 2017): both find better architectures than random search does at the same budget.</summary>
    [Theory]
    [InlineData("smbo", 18)]
    [InlineData("mcts", 14)]
    public void Search_OfOneHundredCells_EndsNearerToTheBestThanRandomSearch(string strategy, int least)
    {
        var problem = new TableProblem(
            Table(), [new("cifar10_test_200ep", "accuracy", Direction.Maximize, "%")], ImmutableSortedDictionary<string, Bound>.Empty);

        var wins = Enumerable.Range(1, Seeds).AsParallel().Count(seed => Best(problem, strategy, seed) < Best(problem, "random", seed));

        Assert.True(wins >= least, $"{strategy} was better in {wins} of {Seeds} searches.");
    }

    private static double Best(TableProblem problem, string strategy, int seed)
    {
        var search = TableSearch.Strategy(new StrategyOptions(strategy), problem.Table, (ulong)seed);
        return TableSearch.Run(problem, search, Budget, _ => { }, CancellationToken.None).Min(row => problem.Cost(row, 0));
    }

    private static Table Table()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NASSTUDIO_DATA")), "NASSTUDIO_DATA is not set.");
        return Cells.Value;
    }

    private static Table Read() => TableReader.Read(File.ReadAllBytes(
        Path.Combine(Environment.GetEnvironmentVariable("NASSTUDIO_DATA")!, "nasbench201", "nasbench201_cifar10.csv.gz")));
}
