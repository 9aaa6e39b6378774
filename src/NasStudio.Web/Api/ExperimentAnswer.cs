using System.Text.Json.Serialization;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Tables;

namespace NasStudio.Web.Api;

/// <summary>An experiment and its newest run, as GET /api/experiments answers it.</summary>
/// <param name="Run">The number of the newest run, from 1; null for a Draft.</param>
/// <param name="Progress">0..1.</param>
/// <param name="EtaSeconds">Null while nothing is known, and after the end.</param>
/// <param name="Best">The most accurate feasible subnet; on a table the best one in its first objective.</param>
/// <param name="Hypervolume">Fraction of the experiment's box, on a table of its true hypervolume; null before the first evaluation.</param>
/// <param name="Regret">On a table searched for one objective: how far the best row found is from the table's best, in the objective's unit.</param>
/// <param name="DuplicatesAvoided">Proposals that compute what an earlier one does, and so were not evaluated again; null where the experiment does not look for them.</param>
/// <param name="Error">The sentence that the page shows.</param>
/// <param name="Table">In place of SearchSpace and Dataset where a table is searched, Repeats times.</param>
public sealed record ExperimentAnswer(
    Guid Id,
    string Name,
    RunState State,
    int? Run,
    string? Stage,
    double Progress,
    SecondsRange? EtaSeconds,
    EvaluationCount Evaluations,
    BestSubnet? Best,
    double? Hypervolume,
    string? Error,
    DateTimeOffset Created,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SearchSpace,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Dataset,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Table,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Repeats,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Regret = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? DuplicatesAvoided = null)
{
    /// <summary>Set by PATCH.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Markdown, set by PATCH; empty where there are none.</summary>
    public string Notes { get; init; } = "";

    public static async Task<ExperimentAnswer> OfAsync(ExperimentRow experiment, IRunFeeds feeds, CancellationToken cancellation)
    {
        var snapshot = experiment.NewestRun is { } newest ? await feeds.ReadAsync(newest.Id, cancellation) : null;
        var run = snapshot?.Run;
        return new ExperimentAnswer(
            experiment.Id,
            experiment.Name,
            run?.State ?? RunState.Draft,
            run?.Number,
            run?.Stage,
            run?.Progress ?? 0,
            SecondsRange.Of(run),
            new EvaluationCount(run?.EvaluationsDone ?? 0, run is { EvaluationsPlanned: > 0 } ? run.EvaluationsPlanned : experiment.Document.PlannedEvaluations),
            snapshot?.Best is { } best ? BestSubnet.Of(best) : null,
            snapshot is null || snapshot.Subnets.IsEmpty ? null : snapshot.CurrentHypervolume,
            run?.Error,
            experiment.Created,
            experiment.Document.Table is null ? experiment.Document.SearchSpace.Name : null,
            experiment.Document.Table is null ? experiment.Document.Dataset.Name : null,
            experiment.Document.Table?.Title,
            experiment.Document.Table is null ? null : experiment.Document.Repeats,
            snapshot is null ? null : TableRegret.Of(experiment.Document, snapshot),
            experiment.Document.LooksForDuplicates ? snapshot?.DuplicatesAvoided ?? 0 : null)
        {
            Tags = experiment.Tags,
            Notes = experiment.Notes,
        };
    }
}

/// <summary>An estimate, as the range in which it probably lies.</summary>
public sealed record SecondsRange(double Low, double High)
{
    /// <summary>What is left of a run; null where nothing is known or nothing is left.</summary>
    public static SecondsRange? Of(RunRow? run) =>
        run is { State: RunState.Running, EtaLowSeconds: { } low, EtaHighSeconds: { } high } ? new SecondsRange(low, high) : null;
}

public sealed record EvaluationCount(int Done, int Planned);

public sealed record BestSubnet(string Id, double? Accuracy, double? LatencyMs)
{
    public static BestSubnet Of(Subnet subnet) => new(subnet.Id, subnet.Value("accuracy"), subnet.Value("latency"));
}
