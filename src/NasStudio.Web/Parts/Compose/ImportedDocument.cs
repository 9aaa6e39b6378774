using System.Text.Json;
using System.Text.Json.Nodes;

namespace NasStudio.Web.Parts.Compose;

/// <summary>A JSON document that somebody brings along: of an experiment, or of a search space.</summary>
/// <param name="IsSpace">Whether it describes a search space alone.</param>
/// <param name="Name">As it calls itself; empty where it does not.</param>
public sealed record ImportedDocument(JsonObject Json, bool IsSpace, string Name)
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, AllowDuplicateProperties = false };

    /// <exception cref="InvalidDataException">The text is neither; the message says what was found and what is expected.</exception>
    public static ImportedDocument Read(string text)
    {
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(text, documentOptions: Lenient);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"Line {(error.LineNumber ?? 0) + 1} is not JSON: {error.Message} Choose the document of an experiment or of a search space.", error);
        }

        if (node is not JsonObject json)
        {
            throw new InvalidDataException($"The text is {(node is JsonArray ? "a list" : "a single value")}, not an object {{ … }}; choose the document of an experiment or of a search space.");
        }

        var isSpace = json.ContainsKey("stages") || json.ContainsKey("cell") || json.ContainsKey("body");
        if (!isSpace && !json.ContainsKey("searchSpace") && !json.ContainsKey("table"))
        {
            throw new InvalidDataException(
                $"The object has {(json.Count == 0 ? "no properties" : string.Join(", ", json.Select(property => property.Key).Take(6)))}; an experiment has \"searchSpace\" or \"table\", a search space has \"stages\", \"cell\" or \"body\".");
        }

        return new ImportedDocument(json, isSpace, JsonToken.Show(json["name"]));
    }
}
