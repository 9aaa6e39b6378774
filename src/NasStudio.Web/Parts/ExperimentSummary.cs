using System.Collections.Immutable;
using NasStudio.Runs.Experiments;

namespace NasStudio.Web.Parts;

/// <summary>One experiment in a list, with the results of its newest run.</summary>
/// <param name="Source">What is searched: data set and search space, or the table.</param>
/// <param name="BestAccuracy">Validation split, fraction; null before the first feasible subnet, and where a table is searched.</param>
/// <param name="Hypervolume">Fraction of the box; null before the first subnet.</param>
/// <param name="Curve">Hypervolume over evaluations.</param>
/// <param name="Since">When the run was started, else queued, else when the experiment was created.</param>
public sealed record ExperimentSummary(
    Guid Id,
    string Name,
    string Source,
    IReadOnlyList<string> Tags,
    bool HasNotes,
    RunState State,
    string? Stage,
    double Progress,
    string? Remaining,
    int Evaluations,
    int Planned,
    double? BestAccuracy,
    double? Hypervolume,
    ImmutableArray<double> Curve,
    DateTimeOffset Since,
    string? Error)
{
    /// <summary>Only a run that is not under way can go, and its experiment with it.</summary>
    public bool CanDelete => State is RunState.Draft || State.HasEnded();

    public static ExperimentSummary Of(ExperimentRow experiment)
    {
        var run = experiment.NewestRun;
        var document = experiment.Document;
        return new(
            experiment.Id,
            experiment.Name,
            document.Table?.Title ?? $"{document.Dataset.Name} · {document.SearchSpace.Name}",
            experiment.Tags,
            experiment.Notes.Length > 0,
            run?.State ?? RunState.Draft,
            run?.Stage,
            run?.Progress ?? 0,
            run is null ? null : Figures.Remaining(run.EtaLowSeconds, run.EtaHighSeconds),
            run?.EvaluationsDone ?? 0,
            run is { EvaluationsPlanned: > 0 } ? run.EvaluationsPlanned : document.PlannedEvaluations,
            run?.Digest?.BestAccuracy,
            run?.Digest?.Hypervolume,
            run?.Digest?.Curve ?? [],
            run?.Started ?? run?.Queued ?? experiment.Created,
            run?.Error);
    }
}
