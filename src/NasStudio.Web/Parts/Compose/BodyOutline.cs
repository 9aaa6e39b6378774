using System.Globalization;
using System.Text.Json.Nodes;

namespace NasStudio.Web.Parts.Compose;

/// <summary>
/// A body in words, straight from its JSON, so that it also shows what is not yet sound: what cannot be understood is
/// passed over, as the errors say what it is.
/// </summary>
public static class BodyOutline
{
    /// <summary>What a layer says beside these are its fields.</summary>
    private static readonly HashSet<string> NotFields = new(StringComparer.Ordinal) { "layer", "name", "when" };

    public static IEnumerable<OutlineLine> Of(JsonNode? body) => Series(body, 0);

    private static IEnumerable<OutlineLine> Series(JsonNode? series, int depth)
    {
        var nodes = series is JsonArray array ? array.ToArray() : [series];
        return nodes.Index().SelectMany(node => node.Item is JsonObject json ? Node(json, node.Index + 1, depth) : []);
    }

    /// <param name="place">Among its neighbours, from 1; null for the lone node of an alternative, whose name goes without.</param>
    private static IEnumerable<OutlineLine> Node(JsonObject node, int? place, int depth)
    {
        var (word, text, inside) = node switch
        {
            _ when node["layer"] is { } kind => (JsonToken.Show(kind), Layer(node), []),
            _ when node["or"] is JsonArray all => ("or", "one of", Each(all, depth + 1, "or")),
            _ when node["repeat"] is { } times => ("repeat", $"repeated {Choices(times)} times, {(node["tie"]?.ToJsonString() == "false" ? "each with its own choices" : "all with the same choices")}", Series(node["body"], depth + 1)),
            _ when node["optional"] is { } inner => ("optional", "with or without", Series(inner, depth + 1)),
            _ when node["concat"] is JsonArray all => ("concat", "branches, concatenated", Each(all, depth + 1, "branch")),
            _ when node["add"] is JsonArray all => ("add", "branches, added", Each(all, depth + 1, "branch")),
            _ => ("", "", Enumerable.Empty<OutlineLine>()),
        };
        if (word.Length == 0)
        {
            return [];
        }

        var name = node["name"] is { } given ? JsonToken.Show(given) : string.Create(CultureInfo.InvariantCulture, $"{word}{place}");
        return inside.Prepend(new OutlineLine(depth, name, text, When(node["when"])));
    }

    /// <summary>A lone node stands in the place of its alternative or branch; several get a line above them.</summary>
    private static IEnumerable<OutlineLine> Each(JsonArray all, int depth, string word) => all.Index().SelectMany(one =>
        one.Item is JsonObject json
            ? Node(json, word == "or" ? null : 1, depth)
            : Series(one.Item, depth + 1).Prepend(new OutlineLine(depth, string.Create(CultureInfo.InvariantCulture, $"{word} {one.Index + 1}"), "in a row", null)));

    private static string Layer(JsonObject layer) => string.Join(", ", layer
        .Where(property => !NotFields.Contains(property.Key))
        .Select(property => $"{property.Key} {Choices(property.Value)}")
        .Prepend(JsonToken.Show(layer["layer"])));

    private static string Choices(JsonNode? value) => value is JsonArray all ? string.Join(" / ", all.Select(JsonToken.Show)) : JsonToken.Show(value);

    private static string? When(JsonNode? when) => when is JsonObject json ? $"when {JsonToken.Show(json["decision"])} is {Choices(json["is"])}" : null;
}
