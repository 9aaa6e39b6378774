using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Storage.Optuna;

namespace NasStudio.Storage.Tests.Optuna;

public sealed class OptunaStorageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("study.sqlite3");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_Study_SaysItsRevisionNameDirectionsAndOrigin()
    {
        Write(SampleStudy.Of(3, new Bound(Max: 1e6)));

        Assert.Equal(["v3.0.0.d"], Read("SELECT version_num FROM alembic_version"));
        Assert.Equal(["12|3.1.0"], Read("SELECT schema_version, library_version FROM version_info"));
        Assert.Equal(["1|séance \"1\""], Read("SELECT study_id, study_name FROM studies"));
        Assert.Equal(["0|MAXIMIZE", "1|MINIMIZE"], Read("SELECT objective, direction FROM study_directions ORDER BY objective"));
        Assert.Equal(["""["accuracy","latency"]"""], Read("SELECT value_json FROM study_system_attributes WHERE \"key\" = 'study:metric_names'"));
        Assert.Equal(["2", "\"Completed\""], Read("SELECT value_json FROM study_user_attributes WHERE \"key\" IN ('run', 'state') ORDER BY \"key\""));
        var document = JsonDocument.Parse(Read("SELECT value_json FROM study_user_attributes WHERE \"key\" = 'document'").Single()).RootElement;
        Assert.Equal(1_000_000, document.GetProperty("search").GetProperty("constraints").GetProperty("macs").GetProperty("max").GetDouble());
    }

    [Fact]
    public void Write_Trials_HaveValuesTimesAndOriginsInOrder()
    {
        var study = SampleStudy.Of(3, new Bound(Max: 1.5e5));

        Write(study);

        Assert.Equal(
            [
                "1|0|COMPLETE|2026-05-01 10:00:00.000000|2026-05-01 10:00:01.500000",
                "2|1|COMPLETE|2026-05-01 10:00:01.500000|2026-05-01 10:00:03.000000",
                "3|2|COMPLETE|2026-05-01 10:00:03.000000|2026-05-01 10:00:04.500000",
            ],
            Read("SELECT trial_id, number, state, datetime_start, datetime_complete FROM trials ORDER BY number"));
        Assert.Equal(
            study.Trials.SelectMany(trial => new[] { trial.Search.Values["accuracy"], trial.Search.Values["latency"] }).Select(value => $"{value.ToString("R", CultureInfo.InvariantCulture)}|FINITE"),
            Read("SELECT value, value_type FROM trial_values ORDER BY trial_id, objective"));
        Assert.Equal(["[-150000]", "[-50000]", "[50000]"], Read("SELECT value_json FROM trial_system_attributes WHERE \"key\" = 'constraints' ORDER BY trial_id"));
        Assert.Equal(["true", "true", "false"], UserAttributes("feasible"));
        Assert.Equal(study.Trials.Select(trial => JsonSerializer.Serialize(trial.OnFront)), UserAttributes("front"));
        Assert.Equal(study.Trials.Select(trial => $"\"{trial.Search.SubnetId}\""), UserAttributes("subnet_id"));
        Assert.Equal(["0", "100000", "200000"], UserAttributes("macs"));
        Assert.Equal(["1000", "1001", "1002"], UserAttributes("parameters"));
        Assert.Equal(["0.25"], UserAttributes("test_accuracy"));
        Assert.Equal("validation", JsonDocument.Parse(UserAttributes("accuracy_origin")[0]).RootElement.GetProperty("split").GetString());
        Assert.Empty(UserAttributes("accuracy"));
    }

    [Fact]
    public void Write_Parameters_AreTheActiveDecisionsWithAllTheirChoices()
    {
        var study = SampleStudy.Of(20, new Bound(Max: 1e9));

        Write(study);

        var space = SampleStudy.Decisions;
        var expected = study.Trials.SelectMany((trial, number) => space.Describe(space.Canonical(trial.Search.Choices.AsSpan())).Select(pair => $"{number}|{pair.Key}|{pair.Value.Text}")).ToList();
        var stored = Read("SELECT trial_id - 1, param_name, json_extract(distribution_json, '$.attributes.choices[' || CAST(param_value AS INTEGER) || ']') FROM trial_params ORDER BY param_id");
        Assert.Equal(expected, stored);
        Assert.True(stored.Count < 20 * space.Decisions.Length, "No decision was inactive: the test shows nothing about them.");
        var depth = space.Decisions.First(decision => decision.Name.EndsWith(".depth", StringComparison.Ordinal));
        Assert.Equal(
            [$$$"""{"name":"CategoricalDistribution","attributes":{"choices":[{{{string.Join(',', depth.Choices)}}}]}}"""],
            Read($"SELECT DISTINCT distribution_json FROM trial_params WHERE param_name = '{depth.Name}'"));
    }

    [Fact]
    public void Write_ValuesThatAreNotFinite_AreInfinitiesOrFailedTrials()
    {
        Write(SampleStudy.Of(3, new Bound(Min: 0), (values, i) => values["latency"] = i switch { 0 => double.PositiveInfinity, 1 => double.NaN, _ => 2 }));

        Assert.Equal(["COMPLETE", "FAIL", "COMPLETE"], Read("SELECT state FROM trials ORDER BY number"));
        Assert.Equal(["1||INF_POS", "3|2|FINITE"], Read("SELECT trial_id, value, value_type FROM trial_values WHERE objective = 1 ORDER BY trial_id"));
    }

    [Fact]
    public void Write_Draft_IsAStudyWithoutTrials()
    {
        var study = SampleStudy.Of(1, new Bound(Max: 1));

        Write(study with { Run = null, Trials = [] });

        Assert.Equal(["1|0"], Read("SELECT (SELECT count(*) FROM studies), (SELECT count(*) FROM trials)"));
    }

    private void Write(OptunaStudy study) => OptunaStorage.Write(Path, study, TestContext.Current.CancellationToken);

    private List<string> UserAttributes(string key) => Read($"SELECT value_json FROM trial_user_attributes WHERE \"key\" = '{key}' ORDER BY trial_id");

    /// <summary>The rows of a query, cells joined by "|".</summary>
    private List<string> Read(string query)
    {
        using var connection = new SqliteConnection($"Data Source={Path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture))));
        }

        return rows;
    }
}
