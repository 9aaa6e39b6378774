using System.Globalization;
using System.Text.Json.Nodes;

namespace NasStudio.Web.Parts.Compose;

/// <summary>Reads and writes places of a document by the paths of its errors: "searchSpace.stages[2].width".</summary>
public static class JsonPath
{
    public static JsonNode? Find(JsonNode? root, string path) =>
        Steps(path).Aggregate(root, (node, step) => node switch
        {
            JsonObject json when step is string name => json[name],
            JsonArray array when step is int index && index < array.Count => array[index],
            _ => null,
        });

    /// <summary>Sets a place, making the objects and arrays on the way; null removes it, and the objects that it leaves empty.</summary>
    public static void Set(JsonObject root, string path, JsonNode? value)
    {
        var steps = Steps(path).ToArray();
        JsonNode parent = root;
        for (var i = 0; i < steps.Length - 1; i++)
        {
            parent = Enter(parent, steps[i], steps[i + 1]);
        }

        switch (parent, steps[^1])
        {
            case (JsonObject json, string name) when value is null:
                json.Remove(name);
                Prune(json);
                break;
            case (JsonObject json, string name):
                json[name] = value;
                break;
            case (JsonArray array, int index) when index < array.Count:
                array[index] = value;
                break;
            case (JsonArray array, int):
                array.Add(value);
                break;
        }
    }

    private static JsonNode Enter(JsonNode parent, object step, object next)
    {
        if (parent is JsonArray array)
        {
            return array[(int)step]!;
        }

        var json = parent.AsObject();
        var name = (string)step;
        if (json[name] is not (JsonObject or JsonArray))
        {
            json[name] = next is int ? new JsonArray() : new JsonObject();
        }

        return json[name]!;
    }

    private static void Prune(JsonObject json)
    {
        if (json.Count == 0 && json.Parent is JsonObject parent)
        {
            parent.Remove(json.GetPropertyName());
            Prune(parent);
        }
    }

    /// <summary>Property names and array indices in their order.</summary>
    private static IEnumerable<object> Steps(string path) => path
        .Split(['.', '['], StringSplitOptions.RemoveEmptyEntries)
        .Select(step => step.EndsWith(']') ? (object)int.Parse(step.AsSpan(0, step.Length - 1), CultureInfo.InvariantCulture) : step);
}
