using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NasStudio.Web.Parts.Compose;

/// <summary>What somebody types into a field, as JSON and back. Nothing is refused here: the document's check says what is wrong.</summary>
public static class JsonToken
{
    /// <summary>A number, true or false, or else the text itself; null for nothing.</summary>
    public static JsonNode? Read(string? typed) => typed?.Trim() switch
    {
        null or "" => null,
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        var text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        var text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => JsonValue.Create(number),
        var text => JsonValue.Create(text),
    };

    public static string Show(JsonNode? node) => node switch
    {
        null => "",
        JsonValue value when value.GetValueKind() is JsonValueKind.String => value.GetValue<string>(),
        _ => node.ToJsonString(),
    };

    /// <summary>The entries of an array; a bare value counts as one.</summary>
    public static IReadOnlyList<string> List(JsonNode? node) => node switch
    {
        null => [],
        JsonArray array => [.. array.Select(Show)],
        _ => [Show(node)],
    };

    /// <summary>Tokens as a field that takes several choices: numbers ascending, none twice; a lone word stays a word.</summary>
    public static JsonNode? Join(IEnumerable<string> tokens)
    {
        var nodes = tokens.Distinct(StringComparer.Ordinal).Select(Read).OfType<JsonValue>().ToList();
        if (nodes is [var only] && only.GetValueKind() is JsonValueKind.String)
        {
            return only;
        }

        var ascending = nodes.TrueForAll(node => node.GetValueKind() is JsonValueKind.Number)
            ? nodes.OrderBy(node => double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture))
            : nodes.AsEnumerable();
        return nodes.Count == 0 ? null : new JsonArray([.. ascending]);
    }
}
