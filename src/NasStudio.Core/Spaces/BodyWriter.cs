using System.Globalization;
using System.Text.Json.Nodes;
using NasStudio.Core.Blocks;

namespace NasStudio.Core.Spaces;

/// <summary>Writes the body of a search-space document as JSON that <see cref="BodyReader"/> reads back to an equal one.</summary>
internal static class BodyWriter
{
    public static JsonArray Write(SeriesDocument series) => new([.. series.Nodes.Select(Node)]);

    private static JsonObject Node(NodeDocument node)
    {
        var json = node switch
        {
            LayerDocument layer => Layer(layer),
            OrDocument or => new JsonObject { ["or"] = All(or.Alternatives) },
            RepeatDocument repeat => new JsonObject { ["repeat"] = SearchSpaceWriter.Numbers(repeat.Times), ["body"] = Write(repeat.Body), ["tie"] = repeat.Tie },
            OptionalDocument optional => new JsonObject { ["optional"] = Write(optional.Body) },
            BranchesDocument branches => new JsonObject { [branches.Word] = All(branches.Branches) },
            _ => throw new NotSupportedException($"{node.Word} has no form in JSON."),
        };
        if (node.Name is { } name)
        {
            json["name"] = name;
        }

        if (node.When is { } when)
        {
            json["when"] = new JsonObject { ["decision"] = when.Decision, ["is"] = new JsonArray([.. when.Is.Select(Value)]) };
        }

        return json;
    }

    private static JsonArray All(IEnumerable<SeriesDocument> series) =>
        new([.. series.Select(one => one.Nodes is [var alone] ? (JsonNode)Node(alone) : Write(one))]);

    private static JsonObject Layer(LayerDocument layer)
    {
        var json = new JsonObject { ["layer"] = layer.Layer };
        if (layer.Stride != 1)
        {
            json["stride"] = layer.Stride;
        }

        if (layer.Width is { } width)
        {
            json["width"] = SearchSpaceWriter.Numbers(width);
        }

        if (layer.Activation is { } activation)
        {
            json["activation"] = SearchSpaceWriter.Word(activation);
        }

        foreach (var (name, value) in SearchSpaceWriter.Fields(LayerKinds.Find(layer.Layer), layer.Fields))
        {
            json[name] = value;
        }

        return json;
    }

    /// <summary>Numbers as numbers, where that writes them the same way.</summary>
    private static JsonNode Value(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number.ToString(CultureInfo.InvariantCulture) == text
            ? JsonValue.Create(number)
            : JsonValue.Create(text);
}
