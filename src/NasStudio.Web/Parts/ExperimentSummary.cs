using NasStudio.Runs.Experiments;
using NasStudio.Runs.Feeds;

namespace NasStudio.Web.Parts;

/// <summary>One experiment in a list.</summary>
/// <param name="BestAccuracy">Validation split, fraction; null before the first feasible subnet, and where a table is searched.</param>
/// <param name="Hypervolume">Fraction of the box; null before the first subnet.</param>
public sealed record ExperimentSummary(
    Guid Id,
    string Name,
    string Dataset,
    RunState State,
    double Progress,
    string? Remaining,
    int Evaluations,
    double? BestAccuracy,
    double? Hypervolume,
    DateTimeOffset Started,
    string? Error)
{
    /// <param name="snapshot">Of the newest run; null for a Draft.</param>
    public static ExperimentSummary Of(ExperimentRow experiment, RunSnapshot? snapshot)
    {
        var run = experiment.NewestRun;
        return new(
            experiment.Id,
            experiment.Name,
            experiment.Document.Table?.Title ?? experiment.Document.Dataset.Name,
            run?.State ?? RunState.Draft,
            run?.Progress ?? 0,
            run is null ? null : Figures.Remaining(run.EtaLowSeconds, run.EtaHighSeconds),
            run?.EvaluationsDone ?? 0,
            experiment.Document.Table is null && snapshot?.Best?.Search.Values.TryGetValue("accuracy", out var accuracy) is true ? accuracy : null,
            snapshot is { Subnets.IsEmpty: false } ? snapshot.CurrentHypervolume : null,
            run?.Started ?? run?.Queued ?? experiment.Created,
            run?.Error);
    }
}
