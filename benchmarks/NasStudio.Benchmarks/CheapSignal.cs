using System.Collections.Immutable;
using System.Globalization;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Core.Search;
using NasStudio.Core.Tables;

namespace NasStudio.Benchmarks;

/// <summary>
/// What a search is worth that sees only a cheap signal: on all cells of NAS-Bench-201 the validation accuracy after 12 epochs
/// decides what is proposed and what is chosen, the test accuracy after 200 epochs what it was worth.
/// </summary>
internal static class CheapSignal
{
    private const int Budget = 100;
    private const string Signal = "cifar10_valid_12ep";
    private const string Truth = "cifar10_test_200ep";

    public static void Report(Table table, int seeds, Scorecard card)
    {
        var (signal, truth) = (Problem(table, Signal), Problem(table, Truth));
        var best = -Enumerable.Range(0, table.Rows.Length).Min(row => truth.Cost(row, 0));
        var chosen = SearchStrategies.OnDecisionsAlone.Where(name => !new StrategyOptions(name).NeedsConstraint).ToDictionary(
            name => name,
            name => Samples.Median([.. Enumerable.Range(1, seeds).AsParallel().Select(seed => Chosen(signal, truth, name, seed))]));
        foreach (var (name, accuracy) in chosen.OrderByDescending(pair => pair.Value))
        {
            card.Note($"12-epoch signal, {Budget} evaluations: {name}", string.Create(
                CultureInfo.InvariantCulture, $"{accuracy:0.00} %, regret {best - accuracy:0.00} (random {best - chosen["random"]:0.00})"));
        }
    }

    /// <summary>The true accuracy of the evaluated cell that the signal likes best, percent.</summary>
    private static double Chosen(TableProblem signal, TableProblem truth, string strategy, int seed)
    {
        var search = TableSearch.Strategy(new StrategyOptions(strategy), signal.Table, (ulong)seed);
        return -truth.Cost(TableSearch.Run(signal, search, Budget, _ => { }, CancellationToken.None).MinBy(row => signal.Cost(row, 0)), 0);
    }

    private static TableProblem Problem(Table table, string column) =>
        new(table, [new(column, "accuracy", Direction.Maximize, "%")], ImmutableSortedDictionary<string, Bound>.Empty);
}
