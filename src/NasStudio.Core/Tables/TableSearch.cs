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
    public static List<int> Run(TableProblem problem, ISearchStrategy strategy, int evaluations, Action<int> evaluated, CancellationToken stop) =>
        Run(problem, strategy, evaluations, mergeIsomorphic: false, (row, _) => evaluated(row), stop);

    /// <param name="mergeIsomorphic">Rows of one class are one evaluation: those after the first get its values and count for nothing.</param>
    /// <param name="proposed">Called with the index of each row, and of the row whose values it gets: itself where it is evaluated.</param>
    public static List<int> Run(
        TableProblem problem, ISearchStrategy strategy, int evaluations, bool mergeIsomorphic, Action<int, int> proposed, CancellationToken stop)
    {
        var rows = new List<int>(evaluations);
        var firsts = new Dictionary<int, int>();
        while (rows.Count < evaluations && strategy.Ask(Math.Min(BatchSize, evaluations - rows.Count)) is { Count: > 0 } proposals)
        {
            stop.ThrowIfCancellationRequested();
            strategy.Tell([.. proposals.Select(problem.Table.IndexOf).Select(Evaluate)]);
        }

        return rows;

        Observation Evaluate(int row)
        {
            var first = row;
            if (mergeIsomorphic && problem.Table.Rows[row].IsomorphismClass is { } known && !firsts.TryAdd(known, row))
            {
                first = firsts[known];
            }

            if (first == row)
            {
                rows.Add(row);
            }

            proposed(row, first);
            return problem.Observe(first) with { Architecture = problem.Table.Rows[row].Architecture };
        }
    }

    private static ISearchStrategy Strategy(StrategyOptions options, Table table, ulong seed, int randomFirst) => options.Name == "random"
        ? new RandomRows(table, seed)
        : new RowStrategy(table, SearchStrategies.Create(options, table.Decisions, seed), randomFirst, seed);
}
