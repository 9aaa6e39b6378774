using System.Text.Json.Nodes;
using NasStudio.Core.Documents;
using NasStudio.Core.Randomness;
using NasStudio.Core.Spaces;

namespace NasStudio.Core.Tests.Spaces;

/// <summary>Documents with parts replaced at random: what is read can be built, and what cannot be read says so.</summary>
public sealed class SearchSpaceFuzzTests
{
    private static readonly string[] Replacements =
    [
        "null", "true", "false", "-1", "0", "1", "2", "3", "7", "16", "32", "64", "1024", "4096", "1.5", "0.25", "1e9", "1e400", "99999999999",
        "\"\"", "\"x\"", "\"previous\"", "\"layer\"", "\"mbconv\"", "\"transformer\"", "\"conv1\"", "\"swish\"", "\"projection\"",
        "[]", "[1]", "[3, 5]", "[16, 32]", "[32, 16]", "[1, 32]", "[null]", "[[1]]", "{}", "{ \"width\": [16] }", "[{ \"nondecreasing\": \"width\" }]",
        "{ \"layer\": \"conv\", \"stride\": 2, \"width\": [8, 24] }", "[{ \"layer\": \"transformer\" }]", "{ \"repeat\": [1, 4], \"tie\": false, \"body\": [{ \"layer\": \"conv\" }] }",
        "{ \"decision\": \"entry\", \"is\": \"conv\" }", "\"identity\"", "\"depthwise\"", "\"pool\"", "\"deep\"",
        "\"none\"", "[\"none\", \"skip_connect\"]", "{ \"width\": 16, \"depth\": 2 }",
    ];

    private static readonly string[] Additions = ["constraints", "classes", "activation", "shortcut", "squeezeExcite", "reductionExpand", "valueScale", "expand", "tie", "colour", "paperCount", "cell", "nodes", "operations", "width", "when", "name", "window", "or", "concat", "body", "stride"];

    [Theory]
    [InlineData("hybrid-tiny")]
    [InlineData("nasbench201")]
    [InlineData("composed-tiny")]
    public void Read_ThousandsOfMutations_BuildsOrNamesTheFault(string name)
    {
        var (sound, broken) = (0, 0);
        var template = SearchSpaceWriter.ToJson(BuiltInSpaces.Find(name)!);
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new SeededRandom((ulong)seed, "fuzz");
            var json = template.DeepClone();
            for (var mutations = 1 + random.NextInt(2); mutations > 0; mutations--)
            {
                Mutate(json, random);
            }

            try
            {
                var document = SearchSpaceReader.Read(json.ToJsonString());
                var space = new SearchSpace(document);
                Assert.NotEmpty(space.Expand(space.Smallest, space.DefaultInput).Layers);
                Assert.NotEmpty(space.Expand(space.Largest, new(3, 28, 28, 5)).Layers);
                Assert.Equal(document, SearchSpaceReader.Read(SearchSpaceWriter.Write(document)));
                sound++;
            }
            catch (DocumentException fault)
            {
                Assert.NotEmpty(fault.Errors);
                Assert.All(fault.Errors, error => Assert.True(error.Message.Length is > 10 and < 1000, error.Message));
                broken++;
            }
        }

        Assert.True(sound > 100, $"Only {sound} of {sound + broken} documents were sound: the mutations are too wild to show anything.");
        Assert.True(broken > 1000, $"Only {broken} of {sound + broken} documents were broken.");
    }

    private static void Mutate(JsonNode root, SeededRandom random)
    {
        var nodes = Descendants(root).ToArray();
        var node = nodes[random.NextInt(nodes.Length)];
        var replacement = JsonNode.Parse(Replacements[random.NextInt(Replacements.Length)]);
        if (node is JsonObject target && random.NextBool())
        {
            target[Additions[random.NextInt(Additions.Length)]] = replacement;
        }
        else if (node.Parent is JsonObject owner && random.NextBool(0.2))
        {
            owner.Remove(node.GetPropertyName());
        }
        else
        {
            node.ReplaceWith(replacement);
        }
    }

    private static IEnumerable<JsonNode> Descendants(JsonNode node)
    {
        var children = node switch
        {
            JsonObject json => json.Select(property => property.Value),
            JsonArray array => array,
            _ => [],
        };
        return children.OfType<JsonNode>().SelectMany(child => Descendants(child).Prepend(child));
    }
}
