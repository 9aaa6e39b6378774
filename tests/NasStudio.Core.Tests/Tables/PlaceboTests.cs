using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Core.Statistics;
using NasStudio.Core.Tables;

namespace NasStudio.Core.Tests.Tables;

/// <summary>
/// What the verdict is worth: random search under another name, its seeds far from those of the baseline, must not be told from
/// it, and a search that is better must be.
/// </summary>
public sealed class PlaceboTests
{
    private const int Seeds = 11;
    private const int Repetitions = 50;
    private const ulong FarAway = 1_000_000;

    [Fact]
    public void Comparison_PlaceboOnASyntheticTable_IsNotSignificantNineTimesOfTen()
    {
        var problem = ExampleTables.QualityAgainstCost(ExampleTables.Sparse);

        Assert.InRange(NotSignificant(problem, evaluations: 60), Repetitions * 9 / 10, Repetitions);
    }

    [Fact]
    public void Comparison_PlaceboOnNasBench201_IsNotSignificantNineTimesOfTen() =>
        Assert.InRange(NotSignificant(NasBench201(), evaluations: 200), Repetitions * 9 / 10, Repetitions);

    [Fact]
    public void Comparison_EvolutionOnASyntheticTable_IsBetter()
    {
        var problem = ExampleTables.QualityAgainstCost(ExampleTables.Whole);

        Assert.Equal(BaselineVerdict.Better, Compare(problem, 200, seed => TableSearch.Strategy(new StrategyOptions("nsga2", 20), problem.Table, seed), 1).Verdict);
    }

    [Fact]
    public void Comparison_EvolutionOnNasBench201_IsBetter()
    {
        var problem = NasBench201();

        Assert.Equal(BaselineVerdict.Better, Compare(problem, 300, seed => TableSearch.Strategy(new StrategyOptions("nsga2"), problem.Table, seed), 1).Verdict);
    }

    private static int NotSignificant(TableProblem problem, int evaluations) => Enumerable.Range(0, Repetitions).Count(repetition =>
        Compare(problem, evaluations, seed => new RandomRows(problem.Table, seed + FarAway), (ulong)(1 + (repetition * Seeds))).Verdict is BaselineVerdict.NotSignificant);

    private static BaselineComparison Compare(TableProblem problem, int evaluations, Func<ulong, Core.Search.ISearchStrategy> create, ulong firstSeed)
    {
        var scale = new ConvergenceScale(problem);
        var seeds = Enumerable.Range(0, Seeds).Select(offset => firstSeed + (ulong)offset).Select(seed => new SeedConvergence(
            seed, [.. scale.Fractions(Run(create(seed)))], [.. scale.Fractions(Run(new RandomRows(problem.Table, seed)))]));
        return new Convergence(scale.TrueHypervolume, [.. seeds]).Comparison!;

        List<int> Run(Core.Search.ISearchStrategy strategy) => TableSearch.Run(problem, strategy, evaluations, _ => { }, TestContext.Current.CancellationToken);
    }

    private static TableProblem NasBench201()
    {
        var folder = Environment.GetEnvironmentVariable("NASSTUDIO_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "NASSTUDIO_DATA is not set.");
        var table = TableReader.Read(File.ReadAllBytes(Path.Combine(folder!, "nasbench201", "nasbench201_cifar10.csv.gz")));
        return ExampleTables.Problem(table, ("cifar10_test_200ep", Direction.Maximize), ("latency_ms_pixel3", Direction.Minimize));
    }
}
