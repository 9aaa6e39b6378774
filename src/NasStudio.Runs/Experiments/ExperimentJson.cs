using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
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
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new SearchSpaceConverter() },
    };

    public static string Write(ExperimentDocument document)
    {
        var written = JsonSerializer.SerializeToNode(document, Options)!.AsObject();
        written.Insert(0, "schemaVersion", JsonValue.Create(ExperimentDocument.SchemaVersion));
        return written.ToJsonString(Options);
    }

    /// <exception cref="JsonException">The text was not written by <see cref="Write"/>.</exception>
    public static ExperimentDocument Read(string json) =>
        JsonSerializer.Deserialize<ExperimentDocument>(json, Options) ?? throw new JsonException("The stored experiment is null.");

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
}
