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
    public static ISearchStrategy Strategy(StrategyOptions options, Table table, ulong seed) => options.Name == "random"
        ? new RandomRows(table, seed)
        : new RowStrategy(table, SearchStrategies.Create(options, table.Decisions, seed), options.Population, seed);

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
}
