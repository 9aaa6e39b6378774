using System.Text.Json;
using System.Text.Json.Serialization;

namespace NasStudio.Runs.Protocol;

/// <summary>How everything between worker, server and run folder is written: camelCase, enums as names, NaN allowed.</summary>
public static class RunJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            // A diverged loss is a fact to report, not a reason to lose the batch.
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            AllowOutOfOrderMetadataProperties = true,
            Converters = { new JsonStringEnumConverter() },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
