using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NasStudio.Web.Parts.Compose;

/// <summary>JSON laid out for people: whatever fits on a line stands on one line.</summary>
public static class JsonLayout
{
    private const int Width = 46;
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(JsonNode? node)
    {
        var text = new StringBuilder();
        Write(node, 0, text);
        return text.ToString();
    }

    private static void Write(JsonNode? node, int indent, StringBuilder text)
    {
        var line = Inline(node);
        if (node is not (JsonObject or JsonArray) || (indent > 0 && line.Length + indent <= Width))
        {
            text.Append(line);
            return;
        }

        var (open, close) = node is JsonObject ? ('{', '}') : ('[', ']');
        text.Append(open);
        var first = true;
        foreach (var (name, value) in Entries(node))
        {
            text.Append(first ? "\n" : ",\n").Append(' ', indent + 2);
            first = false;
            if (name is not null)
            {
                text.Append(Quote(name)).Append(": ");
            }

            Write(value, indent + 2, text);
        }

        text.Append('\n').Append(' ', indent).Append(close);
    }

    private static IEnumerable<(string? Name, JsonNode? Value)> Entries(JsonNode node) => node is JsonObject json
        ? json.Select(property => ((string?)property.Key, property.Value))
        : node.AsArray().Select(item => ((string?)null, item));

    private static string Inline(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject { Count: 0 } => "{}",
        JsonObject json => $"{{ {string.Join(", ", json.Select(property => $"{Quote(property.Key)}: {Inline(property.Value)}"))} }}",
        JsonArray array => $"[{string.Join(", ", array.Select(Inline))}]",
        _ => node.ToJsonString(Readable),
    };

    private static string Quote(string name) => JsonSerializer.Serialize(name, Readable);
}
