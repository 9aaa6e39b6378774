using System.Globalization;
using System.Text.Json;
using NasStudio.Core.Experiments;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Protocol;

namespace NasStudio.Storage.Entities;

/// <summary>Tables to the rows that the rest of the studio sees.</summary>
internal static class RunRows
{
    public static RunRow ToRow(this RunEntity run, Guid experimentId) => new(
        run.Id,
        experimentId,
        run.Number,
        run.State,
        run.Launch,
        run.Folder,
        run.Stage,
        run.Progress,
        run.EtaLowSeconds,
        run.EtaHighSeconds,
        run.EvaluationsDone,
        run.EvaluationsPlanned,
        run.Error,
        run.Queued,
        run.Started,
        run.Ended,
        run.Box is { } box ? Parsed<BoxEvent>(box) : null,
        run.Version,
        run.ToDigest());

    /// <summary>The run's experiment must have been loaded with it.</summary>
    public static RunRow ToRow(this RunEntity run) => run.ToRow(run.Experiment!.Id);

    public static MetricRow ToRow(this MetricEntity metric) => new(metric.Seq, metric.Step, metric.Name, metric.Value ?? double.NaN);

    public static EvaluationRow ToRow(this EvaluationEntity evaluation) =>
        new(evaluation.Seq, evaluation.Time, Parsed<Evaluation>(evaluation.Payload));

    public static LogRow ToRow(this LogLineEntity line) => new(line.Seq, line.Time, line.Level, line.Message);

    public static void Keep(this RunEntity run, RunDigest digest)
    {
        run.BestAccuracy = digest.BestAccuracy;
        run.Hypervolume = digest.Hypervolume;
        run.Curve = string.Join(' ', digest.Curve.Select(value => value.ToString("F4", CultureInfo.InvariantCulture)));
    }

    private static RunDigest? ToDigest(this RunEntity run) => run.Hypervolume is not { } hypervolume ? null : new RunDigest(
        run.BestAccuracy,
        hypervolume,
        [.. (run.Curve ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(value => double.Parse(value, CultureInfo.InvariantCulture))]);

    private static T Parsed<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, RunJson.Options) ?? throw new JsonException($"A stored {typeof(T).Name} is null.");
}
