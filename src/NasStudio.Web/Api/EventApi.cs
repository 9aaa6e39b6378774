using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NasStudio.Runs.Feeds;

namespace NasStudio.Web.Api;

/// <summary>What a run reported besides its subnets: losses and other curves, log lines, and where it stands.</summary>
internal static class EventApi
{
    private static readonly JsonSerializerOptions Lines = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static void MapEvents(this IEndpointRouteBuilder api) =>
        api.MapGroup("/experiments/{id:guid}").WithTags("Experiments").MapGet("/events", ListAsync)
            .WithSummary("Losses and log lines after a sequence number, ascending, and the present progress as the last line; JSON Lines.")
            .Produces<EventLine>(200, "application/jsonl").ProducesProblem(404);

    private static async Task<IResult> ListAsync(Guid id, long? after, NewestRuns runs, CancellationToken cancellation)
    {
        if (await runs.FindAsync(id, cancellation) is not { } newest)
        {
            return Problem.NoExperiment(id);
        }

        var text = new StringBuilder();
        if (newest.Snapshot is { } snapshot)
        {
            foreach (var line in Entries(snapshot, after ?? 0).Append(Progress(snapshot)))
            {
                text.Append(JsonSerializer.Serialize(line, Lines)).Append('\n');
            }
        }

        return Results.Text(text.ToString(), "application/jsonl", Encoding.UTF8);
    }

    /// <summary>Curves and log lines share one counter within a run.</summary>
    private static IEnumerable<EventLine> Entries(RunSnapshot snapshot, long after)
    {
        var metrics = snapshot.Metrics.Where(row => row.Seq > after)
            .Select(row => new EventLine(row.Seq, "metric") { Step = row.Step, Name = row.Name, Value = double.IsFinite(row.Value) ? row.Value : null });
        var log = snapshot.Log.Where(row => row.Seq > after)
            .Select(row => new EventLine(row.Seq, "log") { Time = row.Time, Level = row.Level, Message = row.Message });
        return metrics.Concat(log).OrderBy(line => line.Seq);
    }

    private static EventLine Progress(RunSnapshot snapshot) =>
        new(Math.Max(snapshot.Metrics.IsEmpty ? 0 : snapshot.Metrics[^1].Seq, snapshot.Log.IsEmpty ? 0 : snapshot.Log[^1].Seq), "progress")
        {
            State = snapshot.Run.State.ToString(),
            Stage = snapshot.Run.Stage,
            Progress = snapshot.Run.Progress,
            EtaSeconds = SecondsRange.Of(snapshot.Run),
            Evaluations = new EvaluationCount(snapshot.Run.EvaluationsDone, snapshot.Run.EvaluationsPlanned),
        };
}

/// <summary>One line of the events.</summary>
/// <param name="Seq">Pass the last one as "after".</param>
/// <param name="Kind">"metric", "log" or "progress"; says which of the other properties there are.</param>
public sealed record EventLine(long Seq, string Kind)
{
    public long? Step { get; init; }

    /// <summary>"loss", "learningRate", "accuracy.smallest", …</summary>
    public string? Name { get; init; }

    /// <summary>Absent where the worker reported no finite number (a diverged loss).</summary>
    public double? Value { get; init; }

    public DateTimeOffset? Time { get; init; }

    /// <summary>"info", "warning" or "error".</summary>
    public string? Level { get; init; }

    public string? Message { get; init; }

    public string? State { get; init; }

    public string? Stage { get; init; }

    /// <summary>Of the whole run, 0..1.</summary>
    public double? Progress { get; init; }

    public SecondsRange? EtaSeconds { get; init; }

    public EvaluationCount? Evaluations { get; init; }
}
