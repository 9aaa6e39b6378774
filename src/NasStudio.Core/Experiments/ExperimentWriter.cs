using System.Buffers;
using System.Text;
using System.Text.Json;
using NasStudio.Core.Objectives;
using NasStudio.Core.Spaces;

namespace NasStudio.Core.Experiments;

/// <summary>
/// Writes an experiment with every field, the search space whole, so that <see cref="ExperimentReader"/> reads back an equal
/// one whatever spaces and defaults there are by then.
/// </summary>
public static class ExperimentWriter
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n" };

    public static string Write(ExperimentDocument experiment)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", ExperimentDocument.SchemaVersion);
            json.WriteString("name", experiment.Name);
            if (experiment.Table is { } table)
            {
                WriteTable(json, table);
                WriteSearch(json, experiment.Search, ofATable: true);
                json.WriteNumber("repeats", experiment.Repeats);
                json.WriteBoolean("mergeIsomorphic", experiment.MergeIsomorphic);
            }
            else
            {
                json.WritePropertyName("searchSpace");
                json.WriteRawValue(SearchSpaceWriter.Write(experiment.SearchSpace).TrimEnd().Replace("\n", "\n  ", StringComparison.Ordinal));
                WriteDataset(json, experiment.Dataset);
                TrainingWriter.Write(json, experiment.Training);
                WriteSearch(json, experiment.Search, ofATable: false);
                WriteEvaluation(json, experiment.StandAlone);
            }

            json.WriteNumber("seed", experiment.Seed);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteTable(Utf8JsonWriter json, TableSource table)
    {
        if (table.File is null)
        {
            json.WriteString("table", table.Name);
            return;
        }

        json.WriteStartObject("table");
        json.WriteString("file", table.File);
        json.WriteEndObject();
    }

    private static void WriteDataset(Utf8JsonWriter json, DatasetOptions dataset)
    {
        json.WriteStartObject("dataset");
        json.WriteString("name", dataset.Name);
        if (dataset.TrainLimit is { } limit)
        {
            json.WriteNumber("trainLimit", limit);
        }
        else
        {
            json.WriteNull("trainLimit");
        }

        json.WriteNumber("validation", dataset.Validation);
        json.WriteEndObject();
    }

    /// <summary>Nothing where no subnet is trained alone.</summary>
    private static void WriteEvaluation(Utf8JsonWriter json, StandAloneOptions? standAlone)
    {
        if (standAlone is not null)
        {
            json.WriteStartObject("evaluation");
            json.WriteStartObject("standAlone");
            json.WriteNumber("subnets", standAlone.Subnets);
            json.WriteNumber("epochs", standAlone.Epochs);
            json.WriteNumber("seeds", standAlone.Seeds);
            json.WriteEndObject();
            json.WriteEndObject();
        }
    }

    private static void WriteSearch(Utf8JsonWriter json, SearchOptions search, bool ofATable)
    {
        json.WriteStartObject("search");
        WriteStrategy(json, search.Strategy);
        json.WriteNumber("evaluations", search.Evaluations);
        json.WriteStartArray("objectives");
        foreach (var objective in search.Objectives)
        {
            WriteObjective(json, search, objective);
        }

        json.WriteEndArray();
        WriteConstraints(json, search);
        WriteWarmStart(json, search);
        if (!ofATable)
        {
            json.WriteString("device", search.Device);
            WriteLatency(json, search.Latency);
            json.WriteNumber("recalibrationImages", search.RecalibrationImages);
            json.WriteString("deduplicate", search.Deduplicate);
            json.WriteNumber("repeats", search.Repeats);
            json.WriteString("baseline", search.Baseline);
        }

        json.WriteEndObject();
    }

    /// <summary>What only some strategies look at is written for those, and where it is not the default.</summary>
    private static void WriteStrategy(Utf8JsonWriter json, StrategyOptions strategy)
    {
        var defaults = new StrategyOptions(strategy.Name, strategy.Population);
        json.WriteStartObject("strategy");
        json.WriteString("name", strategy.Name);
        json.WriteNumber("population", strategy.Population);
        if (strategy.Name == StrategyOptions.Constrained)
        {
            WriteEvolution(json, strategy.Evolution);
        }
        else if (strategy.Name == "robot" || strategy != defaults)
        {
            json.WriteNumber("candidates", strategy.Candidates);
            json.WriteNumber("rounds", strategy.Rounds);
            WriteNames(json, "metrics", strategy.Metrics);
            WriteNames(json, "features", strategy.Features);
        }

        json.WriteEndObject();
    }

    /// <summary>Nothing where every latency is measured.</summary>
    private static void WriteLatency(Utf8JsonWriter json, LatencyOptions latency)
    {
        if (latency != new LatencyOptions())
        {
            json.WriteStartObject("latency");
            json.WriteString("model", latency.Model);
            json.WriteNumber("measured", latency.Measured);
            json.WriteEndObject();
        }
    }

    private static void WriteEvolution(Utf8JsonWriter json, EvolutionOptions evolution)
    {
        if (evolution.Parents > 0)
        {
            json.WriteNumber("parents", evolution.Parents);
        }

        json.WriteNumber("depthMutation", evolution.DepthMutation);
        json.WriteNumber("stageMutation", evolution.StageMutation);
        json.WriteNumber("smallestChoice", evolution.SmallestChoice);
    }

    private static void WriteNames(Utf8JsonWriter json, string name, IEnumerable<string> names)
    {
        json.WriteStartArray(name);
        foreach (var value in names)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void WriteObjective(Utf8JsonWriter json, SearchOptions search, string objective)
    {
        if (!search.Directions.TryGetValue(objective, out var direction))
        {
            json.WriteStringValue(objective);
            return;
        }

        json.WriteStartObject();
        json.WriteString("name", objective);
        json.WriteString("direction", direction is Direction.Maximize ? "maximize" : "minimize");
        json.WriteEndObject();
    }

    private static void WriteWarmStart(Utf8JsonWriter json, SearchOptions search)
    {
        json.WriteStartArray("warmStart");
        foreach (var source in search.WarmStart)
        {
            if (source.File is null)
            {
                json.WriteStringValue(source.Experiment);
                continue;
            }

            json.WriteStartObject();
            json.WriteString("file", source.File);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteConstraints(Utf8JsonWriter json, SearchOptions search)
    {
        json.WriteStartObject("constraints");
        foreach (var (objective, bound) in search.Constraints)
        {
            json.WriteStartObject(objective);
            if (bound.Min is { } minimum)
            {
                json.WriteNumber("min", minimum);
            }

            if (bound.Max is { } maximum)
            {
                json.WriteNumber("max", maximum);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
