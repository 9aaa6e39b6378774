using NasStudio.Core.Experiments;
using NasStudio.Runs.Feeds;

namespace NasStudio.Web.Tables;

/// <summary>How far the best row found is from the table's best, where a table is searched for one objective.</summary>
internal static class TableRegret
{
    /// <summary>In the objective's unit, of all repeats; null with several objectives, and before the first feasible row.</summary>
    public static double? Of(ExperimentDocument document, RunSnapshot snapshot)
    {
        if (document.Table is null || document.Search.ObjectiveDefinitions() is not [var objective])
        {
            return null;
        }

        // The worker fixes the box when the search starts: its best end is the table's best feasible row.
        return snapshot.Best is { } best && snapshot.Run.Box?.Sides?.GetValueOrDefault(objective.Name) is { } side
            ? objective.Cost(best.Search.Values[objective.Name]) - side.Best
            : null;
    }
}
