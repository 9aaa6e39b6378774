using System.Text.Json;
using System.Text.Json.Serialization;

namespace NasStudio.Web.Hubs;

/// <summary>Copies the text of a batch that many watchers get instead of writing it for each of them.</summary>
internal sealed class SharedBatchConverter : JsonConverter<ExperimentBatch>
{
    public override ExperimentBatch Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Batches are sent by the studio only.");

    public override void Write(Utf8JsonWriter writer, ExperimentBatch value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Json, skipInputValidation: true);
}
