using NasStudio.Core.Experiments;
using NasStudio.Core.Search;

namespace NasStudio.Core.Tables;

/// <summary>Searches a table: every proposal is a row, and looking it up is its evaluation.</summary>
public static class TableSearch
{
    /// <summary>Proposals asked for at once: few, as a lookup costs nothing and strategies with a model learn after each batch.</summary>
    private const int BatchSize = 4;

    /// <summary>A strategy by name on the rows of a table; "random" draws them.</summary>
    /// <exception cref="ArgumentException">No strategy has that name.</exception>
    public static ISearchStrategy Strategy(StrategyOptions options, Table table, ulong seed) => Strategy(options, table, seed, options.Population);

    /// <summary>The same, started from earlier searches of the table (<see cref="WarmStartStrategy"/>): its first proposals are not random ones.</summary>
    /// <param name="earlier">Rows of each earlier search, in order of evaluation.</param>
    /// <param name="evaluations">Planned.</param>
    public static ISearchStrategy Strategy(StrategyOptions options, TableProblem problem, ulong seed, IReadOnlyList<IReadOnlyList<int>> earlier, int evaluations)
    {
        var observations = earlier.Select(IReadOnlyList<Observation> (rows) => [.. rows.Select(problem.Observe)]).ToList();
        return WarmStartStrategy.Around(
            Strategy(options, problem.Table, seed, earlier.Any(rows => rows.Count > 0) ? 0 : options.Population), observations, evaluations);
    }

    /// <summary>Indices of the rows in the order of their evaluation, each once: as many as planned, or the whole table.</summary>
    /// <param name="evaluated">Called with the index of each row when it is evaluated.</param>
    public static List<int> Run(TableProblem problem, ISearchStrategy strategy, int evaluations, Action<int> evaluated, CancellationToken stop)
    {
        var rows = new List<int>(evaluations);
        while (rows.Count < evaluations && strategy.Ask(Math.Min(BatchSize, evaluations - rows.Count)) is { Count: > 0 } proposals)
        {
            stop.ThrowIfCancellationRequested();
            var batch = proposals.Select(problem.Table.IndexOf).ToList();
            rows.AddRange(batch);
            batch.ForEach(evaluated);
            strategy.Tell(batch.ConvertAll(problem.Observe));
        }

        return rows;
    }

    private static ISearchStrategy Strategy(StrategyOptions options, Table table, ulong seed, int randomFirst) => options.Name == "random"
        ? new RandomRows(table, seed)
        : new RowStrategy(table, SearchStrategies.Create(options, table.Decisions, seed), randomFirst, seed);
}
