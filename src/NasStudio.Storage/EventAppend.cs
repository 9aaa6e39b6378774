using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NasStudio.Core.Experiments;
using NasStudio.Runs;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Protocol;
using NasStudio.Storage.Entities;

namespace NasStudio.Storage;

/// <summary>Adds one batch of new events to a run, each by its natural key; what is stored already stands.</summary>
internal sealed class EventAppend(StudioContext context, RunEntity run)
{
    private readonly List<EvaluationRow> _evaluations = [];
    private readonly List<MetricRow> _metrics = [];
    private readonly List<LogRow> _log = [];
    private HashSet<(long Step, string Name)> _storedMetrics = [];
    private HashSet<(int Repeat, string SubnetId, Fidelity Fidelity)> _storedEvaluations = [];

    /// <summary>Where the batch held the run's last event.</summary>
    public EndEvent? End { get; private set; }

    /// <summary>In order of arrival.</summary>
    public IReadOnlyList<EvaluationRow> Evaluations => _evaluations;

    /// <summary>Whether the batch held the box or an evaluation.</summary>
    public bool ChangesDigest { get; private set; }

    public AppendedEvents Result(RunRow row) => new(run.LastEvent, row, _evaluations, _metrics, _log);

    /// <param name="events">Continuing the run's last event without a gap.</param>
    /// <param name="cancellation">Leaves the transaction to be rolled back.</param>
    public async Task AddAsync(IReadOnlyList<RunEvent> events, CancellationToken cancellation)
    {
        await LoadKeysAsync(events, cancellation);
        foreach (var entry in events)
        {
            Add(entry);
        }

        run.LastEvent = events[^1].Seq;
    }

    private async Task LoadKeysAsync(IReadOnlyList<RunEvent> events, CancellationToken cancellation)
    {
        var metrics = events.OfType<MetricEvent>().ToList();
        if (metrics.Count > 0)
        {
            var (first, last) = (metrics.Min(metric => metric.Step), metrics.Max(metric => metric.Step));
            var stored = await context.Metrics.Where(row => row.RunKey == run.Key && row.Step >= first && row.Step <= last)
                .Select(row => new { row.Step, row.Name }).ToListAsync(cancellation);
            _storedMetrics = [.. stored.Select(row => (row.Step, row.Name))];
        }

        var subnets = events.OfType<EvaluationEvent>().Select(entry => entry.Evaluation.SubnetId).Distinct(StringComparer.Ordinal).ToList();
        if (subnets.Count > 0)
        {
            var stored = await context.Evaluations.Where(row => row.RunKey == run.Key && subnets.Contains(row.SubnetId))
                .Select(row => new { row.Repeat, row.SubnetId, row.Fidelity }).ToListAsync(cancellation);
            _storedEvaluations = [.. stored.Select(row => (row.Repeat, row.SubnetId, row.Fidelity))];
        }
    }

    private void Add(RunEvent entry)
    {
        switch (entry)
        {
            case ProgressEvent progress:
                Progress(progress);
                break;
            case MetricEvent metric when _storedMetrics.Add((metric.Step, metric.Name)):
                Metric(metric);
                break;
            case EvaluationEvent { Evaluation: var evaluation } when _storedEvaluations.Add((evaluation.Repeat ?? 0, evaluation.SubnetId, evaluation.Fidelity)):
                Evaluation(evaluation, entry.Time);
                break;
            case BoxEvent box:
                ChangesDigest = true;
                run.Box ??= JsonSerializer.Serialize(box, RunJson.Options);
                break;
            case LogEvent line:
                LogLine(line);
                break;
            case EndEvent end:
                End ??= end;
                break;
        }
    }

    private void Progress(ProgressEvent progress)
    {
        run.Stage = progress.Stage;
        // Max propagates NaN, which SQLite cannot hold.
        run.Progress = double.IsNaN(progress.Progress) ? run.Progress : Math.Max(run.Progress, Math.Clamp(progress.Progress, 0, 1));
        run.EtaLowSeconds = Finite(progress.EtaLowSeconds);
        run.EtaHighSeconds = Finite(progress.EtaHighSeconds);
        run.EvaluationsDone = Math.Max(run.EvaluationsDone, progress.EvaluationsDone);
        run.EvaluationsPlanned = progress.EvaluationsPlanned;
    }

    private static double? Finite(double? seconds) => seconds is { } value && double.IsFinite(value) ? value : null;

    private void Metric(MetricEvent metric)
    {
        var added = new MetricEntity
        {
            RunKey = run.Key,
            Seq = ++run.LastEntry,
            Step = metric.Step,
            Name = metric.Name,
            Value = double.IsNaN(metric.Value) ? null : metric.Value,
        };
        context.Metrics.Add(added);
        _metrics.Add(added.ToRow());
    }

    private void Evaluation(Evaluation evaluation, DateTimeOffset at)
    {
        var added = new EvaluationEntity
        {
            RunKey = run.Key,
            Seq = ++run.LastEvaluation,
            Repeat = evaluation.Repeat ?? 0,
            SubnetId = evaluation.SubnetId,
            Fidelity = evaluation.Fidelity,
            Time = at,
            Payload = JsonSerializer.Serialize(evaluation, RunJson.Options),
        };
        context.Evaluations.Add(added);
        ChangesDigest = true;
        _evaluations.Add(new EvaluationRow(added.Seq, at, evaluation));
    }

    private void LogLine(LogEvent line)
    {
        var added = new LogLineEntity { RunKey = run.Key, Seq = ++run.LastEntry, Time = line.Time, Level = line.Level, Message = line.Message };
        context.LogLines.Add(added);
        _log.Add(added.ToRow());
    }
}
