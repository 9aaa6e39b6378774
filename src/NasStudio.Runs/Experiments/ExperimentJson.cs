using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NasStudio.Core.Documents;
using NasStudio.Core.Experiments;
using NasStudio.Core.Spaces;

namespace NasStudio.Runs.Experiments;

/// <summary>
/// An experiment with everything filled in: the whole search space in place of its name, every default written out. What
/// is stored beside the submitted text and what a worker reads; itself a valid experiment document.
/// </summary>
public static class ExperimentJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new SearchSpaceConverter(), new TrainingConverter(), new JsonStringEnumConverter() },
    };

    public static string Write(ExperimentDocument document) => ExperimentWriter.Write(document);

    /// <summary>Takes what was checked when it was submitted: neither data sets nor tables need to be there.</summary>
    /// <exception cref="JsonException">The text was not written by <see cref="Write"/>.</exception>
    public static ExperimentDocument Read(string json)
    {
        var written = JsonNode.Parse(json) as JsonObject ?? throw new JsonException("The stored experiment is no object.");
        if (written["search"] is JsonObject search && search["warmStart"] is JsonArray sources)
        {
            search["warmStart"] = new JsonArray([.. sources.Select(source => source is JsonObject ? source.DeepClone() : new JsonObject { ["experiment"] = source?.DeepClone() })]);
        }

        if (written["table"] is { } table)
        {
            written["table"] = table is JsonObject ? table.DeepClone() : new JsonObject { ["name"] = table.DeepClone() };
            SeparateDirections(written["search"]!.AsObject());
        }

        return written.Deserialize<ExperimentDocument>(Options) ?? throw new JsonException("The stored experiment is null.");
    }

    /// <summary>[{ name, direction }] becomes names in "objectives" and "directions" by name.</summary>
    private static void SeparateDirections(JsonObject search)
    {
        var objectives = search["objectives"]!.AsArray().Select(objective => objective!.AsObject()).ToList();
        search["directions"] = new JsonObject(objectives.Select(objective => KeyValuePair.Create(objective["name"]!.GetValue<string>(), objective["direction"]?.DeepClone())));
        search["objectives"] = new JsonArray([.. objectives.Select(objective => objective["name"]!.DeepClone())]);
    }

    /// <summary>The space's own reader and writer know its shape.</summary>
    private sealed class SearchSpaceConverter : JsonConverter<SearchSpaceDocument>
    {
        public override SearchSpaceDocument Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return SearchSpaceReader.Read(document.RootElement.GetRawText());
        }

        public override void Write(Utf8JsonWriter writer, SearchSpaceDocument value, JsonSerializerOptions options) =>
            writer.WriteRawValue(SearchSpaceWriter.Write(value));
    }

    /// <summary>A document writes levels and checkpoints otherwise than their options are called; its own reader knows.</summary>
    private sealed class TrainingConverter : JsonConverter<TrainingOptions>
    {
        public override TrainingOptions Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            // It was checked when it came in; its teacher's file may be gone by now.
            return TrainingSection.Read(DocumentReader.Of(document.RootElement), new TeacherSection(TeacherShelf.Empty), images: null);
        }

        public override void Write(Utf8JsonWriter writer, TrainingOptions value, JsonSerializerOptions options) =>
            throw new NotSupportedException("A training is written with its experiment, by ExperimentWriter.");
    }
}
