using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Runs.Protocol;

namespace NasStudio.Storage.Optuna;

/// <summary>
/// Writes an experiment as a SQLite storage of Optuna with one study of the experiment's name, which optuna-dashboard and
/// <c>optuna.load_study</c> open. Decisions are categorical parameters, of a trial only the active ones; bounds are the constraints
/// that Optuna's samplers read (at most 0 is feasible); all that Optuna has no place for is an attribute. Times are UTC.
/// </summary>
public sealed class OptunaStorage
{
    private const int StudyId = 1;
    private readonly OptunaStudy _study;
    private readonly ImmutableArray<ObjectiveDefinition> _objectives;
    private readonly ImmutableArray<string> _distributions;
    private readonly OptunaRows _rows;

    private OptunaStorage(OptunaStudy study, OptunaRows rows)
    {
        _study = study;
        _objectives = study.Experiment.Document.Search.ObjectiveDefinitions();
        _distributions = [.. study.Decisions.Decisions.Select(Distribution)];
        _rows = rows;
    }

    /// <summary>The file is complete when this returns, and useless where it threw.</summary>
    /// <param name="path">A new or empty file.</param>
    /// <exception cref="SqliteException">The file cannot be written, or holds a database already.</exception>
    public static void Write(string path, OptunaStudy study, CancellationToken cancellation)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        connection.Open();
        using (var tables = connection.CreateCommand())
        {
            // Nobody needs half of it, so it is not protected against a crash.
            tables.CommandText = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; " + OptunaSchema.Sql;
            tables.ExecuteNonQuery();
        }

        using var transaction = connection.BeginTransaction();
        using (var rows = new OptunaRows(connection, transaction))
        {
            new OptunaStorage(study, rows).Write(cancellation);
        }

        transaction.Commit();
    }

    private void Write(CancellationToken cancellation)
    {
        _rows.Study.Insert(StudyId, _study.Experiment.Name);
        foreach (var (index, objective) in _objectives.Index())
        {
            _rows.Direction.Insert(objective.Direction is Direction.Maximize ? "MAXIMIZE" : "MINIMIZE", StudyId, index);
        }

        // Optuna 3.2 and newer, and the dashboard, name the objectives after it; older ones pass over it.
        _rows.StudySystem.Insert(StudyId, "study:metric_names", Json(_objectives.Select(objective => objective.Name)));
        foreach (var (key, value) in StudyAttributes())
        {
            _rows.StudyUser.Insert(StudyId, key, Json(value));
        }

        foreach (var (number, trial) in _study.Trials.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            Write(number, trial);
        }
    }

    private void Write(int number, OptunaTrial trial)
    {
        var id = number + 1;
        var values = _objectives.Select(objective => trial.Search.Values.TryGetValue(objective.Name, out var value) ? value : double.NaN).ToList();

        // Optuna has no value that is not a number: its own trials fail that return one.
        var isComplete = !values.Exists(double.IsNaN);
        _rows.Trial.Insert(id, number, StudyId, isComplete ? "COMPLETE" : "FAIL", Time(trial.Started), Time(trial.Completed));
        foreach (var (objective, value) in isComplete ? values.Index() : [])
        {
            _rows.Value.Insert(id, objective, double.IsFinite(value) ? value : DBNull.Value, double.IsFinite(value) ? "FINITE" : value > 0 ? "INF_POS" : "INF_NEG");
        }

        var architecture = _study.Decisions.Canonical(trial.Search.Choices.AsSpan());
        foreach (var (index, decision) in _study.Decisions.Decisions.Index())
        {
            if (_study.Decisions.IsActive(architecture.Choices.AsSpan(), index))
            {
                _rows.Parameter.Insert(id, decision.Name, (double)architecture.Choices[index], _distributions[index]);
            }
        }

        foreach (var (key, value) in TrialAttributes(trial))
        {
            _rows.TrialUser.Insert(id, key, Json(value));
        }

        if (Constraints(trial.Search) is { Count: > 0 } constraints)
        {
            _rows.TrialSystem.Insert(id, "constraints", Json(constraints));
        }
    }

    private Dictionary<string, object> StudyAttributes()
    {
        var document = _study.Experiment.Document;
        var attributes = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["experiment"] = _study.Experiment.Id,
            ["document"] = JsonNode.Parse(ExperimentWriter.Write(document))!,
            ["searched"] = document.SourceName,
            ["strategy"] = document.Search.Strategy.Name,
            ["constraints"] = document.Search.Constraints.SelectMany(Sides).Select(side => side.Text),
            ["times"] = "UTC",
        };
        if (_study.Run is { } run)
        {
            attributes["run"] = run.Number;
            attributes["state"] = run.State;
        }

        return attributes;
    }

    /// <summary>What a table calls its columns may be anything; our own names win.</summary>
    private SortedDictionary<string, object> TrialAttributes(OptunaTrial trial)
    {
        var (search, final) = (trial.Search, trial.Final);
        var attributes = new SortedDictionary<string, object>(StringComparer.Ordinal);
        foreach (var (name, value) in search.Values.Where(pair => pair.Key is "macs" or "parameters" || _objectives.All(objective => objective.Name != pair.Key)))
        {
            attributes[name] = value;
        }

        attributes["subnet_id"] = search.SubnetId;
        attributes["front"] = trial.OnFront;
        attributes["feasible"] = search.Feasible;
        Add("repeat", search.Repeat);
        Add("accuracy_origin", search.Accuracy);
        Add("latency_origin", search.Latency);
        Add("test_accuracy", final is not null && final.Values.TryGetValue("accuracy", out var tested) ? tested : null);
        Add("test_accuracy_origin", final?.Accuracy);
        Add("peak_activation_bytes", search.PeakActivationBytes > 0 ? search.PeakActivationBytes : null);
        return attributes;

        void Add(string key, object? value)
        {
            if (value is not null)
            {
                attributes[key] = value;
            }
        }
    }

    /// <summary>One number per side of a bound, in the bound's unit: how far the value lies outside; negative inside.</summary>
    private List<double> Constraints(Evaluation evaluation) =>
    [
        .. from constraint in _study.Experiment.Document.Search.Constraints
           where evaluation.Values.ContainsKey(constraint.Key)
           from side in Sides(constraint)
           select side.Excess(evaluation.Values[constraint.Key]),
    ];

    private static IEnumerable<(string Text, Func<double, double> Excess)> Sides(KeyValuePair<string, Bound> constraint)
    {
        if (constraint.Value.Min is { } minimum)
        {
            yield return (string.Create(CultureInfo.InvariantCulture, $"{constraint.Key} >= {minimum}"), value => minimum - value);
        }

        if (constraint.Value.Max is { } maximum)
        {
            yield return (string.Create(CultureInfo.InvariantCulture, $"{constraint.Key} <= {maximum}"), value => value - maximum);
        }
    }

    private static string Distribution(Decision decision) => Json(new
    {
        name = "CategoricalDistribution",
        attributes = new { choices = decision.Choices.Select(object (choice) => choice.Number is { } number ? number : choice.Text) },
    });

    /// <summary>As SQLAlchemy reads it: six decimals, no zone.</summary>
    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    private static string Json(object value) => JsonSerializer.Serialize(value, RunJson.Options);
}
