using System.Text.Json.Nodes;

namespace NasStudio.Core.Documents;

/// <summary>Pieces of JSON Schema (draft 2020-12) for the values that <see cref="DocumentReader"/> reads.</summary>
public static class JsonSchemas
{
    public static JsonObject WholeNumber(int minimum, int maximum) =>
        new() { ["type"] = "integer", ["minimum"] = minimum, ["maximum"] = maximum };

    /// <summary>A whole number, or an array of distinct ones. That they ascend cannot be said in JSON Schema.</summary>
    public static JsonObject WholeNumbers(int minimum, int maximum, bool odd = false)
    {
        return new JsonObject
        {
            ["oneOf"] = new JsonArray(
                Item(),
                new JsonObject
                {
                    ["type"] = "array",
                    ["items"] = Item(),
                    ["minItems"] = 1,
                    ["maxItems"] = DocumentReader.MaximumChoices,
                    ["uniqueItems"] = true,
                }),
        };

        JsonObject Item()
        {
            var item = WholeNumber(minimum, maximum);
            if (odd)
            {
                item["not"] = new JsonObject { ["multipleOf"] = 2 };
            }

            return item;
        }
    }

    public static JsonObject Words(IEnumerable<string> words) =>
        new() { ["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word)]) };

    public static JsonObject RatioOrFalse() => new()
    {
        ["oneOf"] = new JsonArray(
            new JsonObject { ["const"] = false },
            new JsonObject { ["type"] = "number", ["exclusiveMinimum"] = 0, ["maximum"] = 1 }),
    };
}
