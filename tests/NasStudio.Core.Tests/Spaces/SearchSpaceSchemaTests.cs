using System.Text.Json.Nodes;
using NasStudio.Core.Blocks;
using NasStudio.Core.Documents;
using NasStudio.Core.Spaces;

namespace NasStudio.Core.Tests.Spaces;

public sealed class SearchSpaceSchemaTests
{
    private readonly JsonNode _schema = JsonNode.Parse(SearchSpaceSchema.Json)!;

    [Fact]
    public void Json_EveryReference_IsDefined()
    {
        var references = System.Text.RegularExpressions.Regex.Matches(SearchSpaceSchema.Json, "\"#/\\$defs/([a-zA-Z]+)\"").Select(match => match.Groups[1].Value).ToArray();

        Assert.NotEmpty(references);
        Assert.All(references, name => Assert.NotNull(_schema["$defs"]![name]));
    }

    [Fact]
    public void Json_Properties_AreThoseTheReaderKnows()
    {
        Assert.Equal(Known("""{ "x": 1 }""", "x"), Names(_schema["properties"]!));
        Assert.Equal(Known("""{ "stem": { "x": 1 } }""", "stem.x"), Names(_schema["properties"]!["stem"]!["properties"]!));
        Assert.Equal(Known("""{ "input": { "x": 1 } }""", "input.x"), Names(_schema["properties"]!["input"]!["properties"]!));
        Assert.Equal(Known("""{ "cell": { "x": 1 } }""", "cell.x"), Names(_schema["properties"]!["cell"]!["properties"]!));
        Assert.Equal(Known("""{ "cell": { "stacks": [{ "x": 1 }] } }""", "cell.stacks[0].x"), Names(_schema["$defs"]!["stack"]!["properties"]!));
        Assert.Equal(Known("""{ "head": { "x": 1 } }""", "head.x"), Names(_schema["properties"]!["head"]!["properties"]!));
    }

    [Fact]
    public void Json_Stage_KnowsTheFieldsOfEveryBlock()
    {
        var stage = _schema["$defs"]!["stage"]!;
        foreach (var (block, alternative) in BlockKinds.All.Zip(stage["oneOf"]!.AsArray()))
        {
            var both = Names(stage["properties"]!).Union(Names(alternative!["properties"]!)).Order(StringComparer.Ordinal);

            Assert.Equal(Known($$"""{ "stages": [{ "block": "{{block.Kind}}", "x": 1 }] }""", "stages[0].x"), both);
        }
    }

    [Fact]
    public void Json_Node_KnowsTheFieldsOfEveryConstructAndLayer()
    {
        var node = _schema["$defs"]!["node"]!;
        Assert.Equal(5 + LayerKinds.All.Length, node["oneOf"]!.AsArray().Count);
        foreach (var alternative in node["oneOf"]!.AsArray())
        {
            var word = (string)alternative!["required"]![0]!;
            var value = word switch
            {
                "layer" => $"\"{alternative["properties"]!["layer"]!["const"]}\"",
                "repeat" => "1, \"body\": [{ \"layer\": \"conv\" }]",
                _ => "[{ \"layer\": \"conv\" }, { \"layer\": \"pool\" }]",
            };
            var both = Names(node["properties"]!).Union(Names(alternative["properties"]!)).Order(StringComparer.Ordinal);

            Assert.Equal(Known($$"""{ "body": [{ "{{word}}": {{value}}, "x": 1 }] }""", "body[0].x"), both);
        }
    }

    [Fact]
    public void Json_When_KnowsWhatTheReaderKnows() => Assert.Equal(
        Known("""{ "body": [{ "layer": "conv", "when": { "x": 1 } }] }""", "body[0].when.x"),
        Names(_schema["$defs"]!["node"]!["properties"]!["when"]!["properties"]!));

    [Fact]
    public void Json_BlockFields_SayWhatTheyAre() => Assert.All(
        BlockKinds.All.SelectMany(block => block.Fields),
        field => Assert.Contains(field.Summary, SearchSpaceSchema.Json, StringComparison.Ordinal));

    [Fact]
    public void Json_Operations_AreThoseOfCells() => Assert.Equal(
        CellOperations.All.Select(operation => (operation.Name, operation.Summary)),
        _schema["$defs"]!["operations"]!["oneOf"]![1]!["items"]!["oneOf"]!.AsArray().Select(each => ((string)each!["const"]!, (string)each["description"]!)));

    /// <summary>The properties that the reader lists when one is unknown.</summary>
    private static string[] Known(string json, string path)
    {
        var errors = Assert.Throws<DocumentException>(() => SearchSpaceReader.Read(json)).Errors;
        var message = Assert.Single(errors, error => error.Path == path).Message;
        return message.Split("known here are ")[1].Split(". ")[0].Split(", ");
    }

    private static IEnumerable<string> Names(JsonNode properties) => properties.AsObject().Select(property => property.Key).Order(StringComparer.Ordinal);
}
