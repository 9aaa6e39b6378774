using System.Text;
using System.Text.Json.Nodes;
using NasStudio.Core.Blocks;
using NasStudio.Core.Decisions;
using NasStudio.Core.Documents;

namespace NasStudio.Core.Spaces;

/// <summary>Writes a search-space document as JSON that <see cref="SearchSpaceReader"/> reads back to an equal document.</summary>
public static class SearchSpaceWriter
{
    /// <summary>Laid out for people: a line for each part, and each stage or node of the body.</summary>
    public static string Write(SearchSpaceDocument document)
    {
        var text = new StringBuilder("{");
        foreach (var (name, value) in ToJson(document))
        {
            text.Append(text.Length == 1 ? "\n" : ",\n").Append("  \"").Append(name).Append("\": ");
            if (name is "stages" or "body" && value is JsonArray parts)
            {
                text.Append("[\n    ").AppendJoin(",\n    ", parts.Select(Inline)).Append("\n  ]");
            }
            else
            {
                text.Append(Inline(value));
            }
        }

        return text.Append("\n}\n").ToString();
    }

    /// <summary>The document as an object, to be put into another document.</summary>
    public static JsonObject ToJson(SearchSpaceDocument document)
    {
        var json = new JsonObject
        {
            ["schemaVersion"] = SearchSpaceDocument.SchemaVersion,
            ["name"] = document.Name,
            ["classes"] = document.Classes,
            ["input"] = new JsonObject { ["channels"] = document.Input.Channels, ["resolution"] = Numbers(document.Input.Resolution) },
            ["stem"] = new JsonObject
            {
                ["width"] = Numbers(document.Stem.Width),
                ["kernel"] = Numbers(document.Stem.Kernel),
                ["stride"] = document.Stem.Stride,
            },
        };
        if (document.Cell is { } cell)
        {
            json["cell"] = Cell(cell);
            AddHead(json, document.Head);
            return json;
        }

        json["stem"]!["activation"] = Word(document.Stem.Activation);
        if (document.Body is { } body)
        {
            json["body"] = BodyWriter.Write(body);
            AddHead(json, document.Head);

            return json;
        }

        json["stages"] = new JsonArray([.. document.Stages.Select(Stage)]);
        json["head"] = Head(document.Head);
        json["tie"] = Word(document.Tie);
        if (document.Constraints.Count > 0)
        {
            json["constraints"] = new JsonArray(
                [.. document.Constraints.Select(constraint => new JsonObject { ["nondecreasing"] = constraint.Nondecreasing })]);
        }

        if (document.PaperCount is { } paperCount)
        {
            json["paperCount"] = paperCount;
        }

        return json;
    }

    /// <summary>Every field that a document gives; those with choices as arrays.</summary>
    internal static IEnumerable<KeyValuePair<string, JsonNode>> Fields(IBlock? block, IEnumerable<FieldDocument> fields)
    {
        var searchable = block?.Fields.Where(field => field.Searchable).Select(field => field.Name).ToHashSet(StringComparer.Ordinal) ?? [];
        return fields.Select(field => KeyValuePair.Create(
            field.Name,
            searchable.Contains(field.Name) ? new JsonArray([.. field.Choices.Select(Value)]) : Value(field.Choices[0])));
    }

    internal static JsonArray Numbers(ValueList<int> numbers) => new([.. numbers.Select(number => (JsonNode)number)]);

    internal static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static void AddHead(JsonObject json, HeadDocument document)
    {
        if (Head(document) is { Count: > 0 } head)
        {
            json["head"] = head;
        }
    }

    private static JsonObject Cell(CellDocument cell) => new()
    {
        ["nodes"] = cell.Nodes,
        ["operations"] = new JsonArray([.. cell.Operations.Select(operation => JsonValue.Create(operation))]),
        ["stacks"] = new JsonArray([.. cell.Stacks.Select(stack => new JsonObject { ["width"] = stack.Width, ["depth"] = Numbers(stack.Depth) })]),
    };

    private static JsonObject Stage(StageDocument stage)
    {
        var json = new JsonObject
        {
            ["name"] = stage.Name,
            ["block"] = stage.Block,
            ["stride"] = stage.Stride,
            ["depth"] = Numbers(stage.Depth),
            ["width"] = stage.Width is { } width ? Numbers(width) : "previous",
        };
        if (stage.Activation is { } activation)
        {
            json["activation"] = Word(activation);
        }

        foreach (var (name, value) in Fields(BlockKinds.Find(stage.Block), stage.Fields))
        {
            json[name] = value;
        }

        return json;
    }

    private static JsonObject Head(HeadDocument head)
    {
        var json = new JsonObject();
        if (head.Expand.Count > 0)
        {
            json["expand"] = Numbers(head.Expand);
        }

        if (head.Width.Count > 0)
        {
            json["width"] = Numbers(head.Width);
        }

        return json;
    }

    private static JsonNode Value(Choice choice) => choice switch
    {
        { Number: { } number } => double.IsInteger(number) ? JsonValue.Create((long)number) : JsonValue.Create(number),
        { Text: "false" } => JsonValue.Create(false),
        _ => JsonValue.Create(choice.Text),
    };

    private static string Inline(JsonNode? node) => node switch
    {
        JsonObject json => $"{{ {string.Join(", ", json.Select(property => $"\"{property.Key}\": {Inline(property.Value)}"))} }}",
        JsonArray array => $"[{string.Join(", ", array.Select(Inline))}]",
        null => "null",
        _ => node.ToJsonString(),
    };
}
