using Microsoft.EntityFrameworkCore;
using NasStudio.Core.Experiments;
using NasStudio.Runs.Experiments;
using NasStudio.Storage.Entities;

namespace NasStudio.Storage;

/// <summary>Filters and orders of a list of experiments, all done by the database.</summary>
internal static class ExperimentRows
{
    public static IQueryable<ExperimentWithRun> WithNewestRun(this IQueryable<ExperimentEntity> experiments) =>
        experiments.Select(row => new ExperimentWithRun { Experiment = row, Newest = row.Runs.OrderByDescending(run => run.Number).FirstOrDefault() });

    /// <summary>What a search looks through.</summary>
    public static string SearchText(string name, ExperimentDocument document, string tags) =>
        string.Join('\n', name, document.SourceName, document.Table is null ? document.Dataset.Name : "", tags).ToLowerInvariant();

    public static IQueryable<ExperimentWithRun> Matching(this IQueryable<ExperimentWithRun> rows, ExperimentQuery query)
    {
        foreach (var word in (query.Text ?? "").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            rows = rows.Where(row => row.Experiment.SearchText.Contains(word));
        }

        return query.State switch
        {
            null => rows,
            RunState.Draft => rows.Where(row => row.Newest == null),
            { } state => rows.Where(row => row.Newest!.State == state),
        };
    }

    public static IQueryable<ExperimentWithRun> InOrder(this IQueryable<ExperimentWithRun> rows, ExperimentQuery query)
    {
        var ordered = query.Order switch
        {
            ExperimentOrder.Name => By(rows, row => EF.Functions.Collate(row.Experiment.Name, "NOCASE"), query.Ascending),
            ExperimentOrder.State => By(
                rows,
                row => row.Newest == null ? 5
                    : row.Newest.State == RunState.Running ? 0
                    : row.Newest.State == RunState.Queued ? 1
                    : row.Newest.State == RunState.Paused ? 2
                    : row.Newest.State == RunState.Interrupted ? 3
                    : row.Newest.State == RunState.Failed ? 4
                    : row.Newest.State == RunState.Completed ? 6 : 7,
                query.Ascending),
            ExperimentOrder.Accuracy => By(rows.OrderBy(row => row.Newest!.BestAccuracy == null), row => row.Newest!.BestAccuracy, query.Ascending),
            ExperimentOrder.Hypervolume => By(rows.OrderBy(row => row.Newest!.Hypervolume == null), row => row.Newest!.Hypervolume, query.Ascending),
            ExperimentOrder.Evaluations => By(rows.OrderBy(row => row.Newest == null), row => row.Newest!.EvaluationsDone, query.Ascending),
            _ => By(rows, row => row.Newest!.Started ?? (row.Newest == null ? row.Experiment.Created : row.Newest.Queued), query.Ascending),
        };
        return ordered.ThenByDescending(row => row.Experiment.Key);
    }

    private static IOrderedQueryable<ExperimentWithRun> By<T>(IQueryable<ExperimentWithRun> rows, System.Linq.Expressions.Expression<Func<ExperimentWithRun, T>> key, bool ascending) =>
        ascending ? rows.OrderBy(key) : rows.OrderByDescending(key);

    private static IOrderedQueryable<ExperimentWithRun> By<T>(IOrderedQueryable<ExperimentWithRun> rows, System.Linq.Expressions.Expression<Func<ExperimentWithRun, T>> key, bool ascending) =>
        ascending ? rows.ThenBy(key) : rows.ThenByDescending(key);
}
