using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NasStudio.Export.Formats;

/// <summary>What every weight file says about itself, as keys and texts: how pixels are normalised, what the classes are.</summary>
internal static class SubnetMetadata
{
    // Class names of any script stay readable; the text lands in model files, never in a page.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Classes as a JSON array, because a class may be named "tiger, tiger cat"; the architecture as a JSON object.</summary>
    public static IReadOnlyDictionary<string, string> Of(SubnetPackage package) => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["nasstudio.subnet"] = package.SubnetId,
        ["nasstudio.architecture"] = Architecture(package).ToJsonString(Json),
        ["nasstudio.mean"] = Numbers(package.Mean),
        ["nasstudio.std"] = Numbers(package.Deviation),
        ["nasstudio.classes"] = JsonSerializer.Serialize(package.Classes, Json),
    };

    /// <summary>Decision → value, numbers as numbers.</summary>
    public static JsonObject Architecture(SubnetPackage package) => new(package.Architecture.Select(choice =>
        KeyValuePair.Create<string, JsonNode?>(choice.Key, Value(choice.Value))));

    /// <summary>Comma-separated, each with as many digits as give the same float32 back.</summary>
    public static string Numbers(IEnumerable<float> values) => string.Join(',', values.Select(value => value.ToString(CultureInfo.InvariantCulture)));

    private static JsonValue Value(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && number.ToString(CultureInfo.InvariantCulture) == text
            ? JsonValue.Create(number)
            : JsonValue.Create(text);
}
