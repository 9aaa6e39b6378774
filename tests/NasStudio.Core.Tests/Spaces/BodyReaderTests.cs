using NasStudio.Core.Blocks;
using NasStudio.Core.Decisions;
using NasStudio.Core.Documents;
using NasStudio.Core.Networks;
using NasStudio.Core.Spaces;

namespace NasStudio.Core.Tests.Spaces;

public sealed class BodyReaderTests
{
    /// <summary>A body, the place of its only error, and what the message must say.</summary>
    public static TheoryData<string, string, string[]> Broken => new()
    {
        { "[]", "body", ["[]", "1 to 64 nodes"] },
        { "7", "body", ["7", "array of 1 to 64"] },
        { "[7]", "body[0]", ["7 is no node", "{ \"layer\": \"conv\" }"] },
        { "[{ \"layr\": \"conv\" }]", "body[0]", ["no node that is known", "layer, or, repeat, optional, concat, add"] },
        { "[{ \"layer\": \"conv\", \"or\": [] }]", "body[0]", ["layer and or", "exactly one"] },
        { "[{ \"layer\": \"lstm\" }]", "body[0].layer", ["\"lstm\" is no layer", "identity, pool, depthwise, conv, mbconv, transformer"] },
        { "[{ \"layer\": \"conv\", \"depth\": 2 }]", "body[0].depth", ["Unknown property", "activation, kernel, layer, name, stride, when, width"] },
        { "[{ \"layer\": \"pool\", \"width\": 8 }]", "body[0].width", ["Unknown property", "layer, name, stride, when, window"] },
        { "[{ \"layer\": \"identity\", \"stride\": 2 }]", "body[0].stride", ["Unknown property"] },
        { "[{ \"layer\": \"conv\", \"kernel\": [2, 3] }]", "body[0].kernel", ["2 is even", "1 or 3"] },
        { "[{ \"layer\": \"conv\", \"stride\": 3 }]", "body[0].stride", ["3", "from 1 to 2"] },
        { "[{ \"layer\": \"pool\", \"stride\": 2 }]", "body[0].window", ["3 does not lie evenly around stride 2", "2, 4 or 6"] },
        { "[{ \"layer\": \"pool\", \"window\": [2, 3] }]", "body[0].window", ["2 does not lie evenly around stride 1", "3, 5 or 7"] },
        { "[{ \"layer\": \"conv\", \"name\": \"A\" }]", "body[0].name", ["\"A\"", "lower-case"] },
        { "[{ \"layer\": \"conv\", \"name\": \"stem\" }]", "body[0].name", ["\"stem\" is reserved", "stem1"] },
        { "[{ \"layer\": \"conv\", \"name\": \"pool2\" }, { \"layer\": \"pool\" }]", "body[1].name", ["\"pool2\"", "earlier node", "pool2b"] },
        { "[{ \"or\": [] }]", "body[0].or", ["[]", "1 to 64"] },
        { "[{ \"or\": [{ \"layer\": \"conv\" }, []] }]", "body[0].or[1]", ["[]", "identity"] },
        { "[{ \"or\": [{ \"layer\": \"conv\" }, { \"layer\": \"conv\" }] }]", "body[0].or[1]", ["twice", "keep one"] },
        { "[{ \"or\": [[{ \"layer\": \"conv\" }, { \"layer\": \"pool\", \"window\": 1 }]] }]", "body[0].or[0][1].window", ["1", "from 2 to 16"] },
        { "[{ \"repeat\": 0, \"body\": [{ \"layer\": \"conv\" }] }]", "body[0].repeat", ["0", "from 1 to 32"] },
        { "[{ \"repeat\": [0, 1], \"body\": [{ \"layer\": \"conv\" }] }]", "body[0].repeat[0]", ["0", "from 1 to 32"] },
        { "[{ \"repeat\": 2 }]", "body[0].body", ["Missing", "array of nodes"] },
        { "[{ \"repeat\": 2, \"body\": [{ \"layer\": \"conv\" }], \"tie\": \"stage\" }]", "body[0].tie", ["\"stage\"", "true or false"] },
        { "[{ \"repeat\": 32, \"body\": [{ \"repeat\": 32, \"body\": [{ \"layer\": \"conv\" }] }] }]", "body", ["more than 512 layers", "fewer or shorter"] },
        { "[{ \"optional\": [] }]", "body[0].optional", ["[]", "1 to 64"] },
        { "[{ \"concat\": [{ \"layer\": \"conv\" }] }]", "body[0].concat", ["2 to 64"] },
        { "[{ \"concat\": [{ \"layer\": \"conv\" }, { \"layer\": \"conv\", \"stride\": 2 }] }]", "body[0].concat[1]", ["halve its map 1 times", "those before do so 0 times", "same strides"] },
        { "[{ \"concat\": [{ \"layer\": \"pool\" }, { \"optional\": [{ \"layer\": \"conv\", \"stride\": 2 }] }] }]", "body[0].concat[1]", ["can halve its map 1 times"] },
        { "[{ \"add\": [{ \"layer\": \"conv\", \"width\": [4, 8] }, { \"layer\": \"identity\" }] }]", "body[0].add[1]", ["4 channels", "8", "equal widths"] },
        { "[{ \"repeat\": 32, \"body\": [{ \"concat\": [{ \"layer\": \"identity\" }, { \"layer\": \"identity\" }] }] }]", "body[0].body[0].concat[1]", ["8192 channels", "at most 4096"] },
        { "[{ \"layer\": \"conv\", \"when\": { \"decision\": \"x\", \"is\": 1 } }]", "body[0].when.decision", ["\"x\" is no decision", "resolution"] },
        { "[{ \"layer\": \"conv\", \"kernel\": 3, \"name\": \"a\" }, { \"layer\": \"conv\", \"when\": { \"decision\": \"a.kernel\", \"is\": 3 } }]", "body[1].when.decision", ["one choice"] },
        { "[{ \"layer\": \"conv\", \"when\": { \"decision\": \"x\", \"is\": \"yes\" } }, { \"optional\": [{ \"layer\": \"pool\" }], \"name\": \"x\" }]", "body[0].when.decision", ["\"x\" is decided later", "move this node"] },
        { "[{ \"layer\": \"conv\", \"when\": { \"decision\": \"head.width\", \"is\": 8 } }]", "body[0].when.decision", ["decided later"] },
        { "[{ \"layer\": \"conv\", \"kernel\": [1, 3], \"name\": \"a\", \"when\": { \"decision\": \"a.kernel\", \"is\": 3 } }]", "body[0].when.decision", ["decided later"] },
        { "[{ \"optional\": [{ \"layer\": \"pool\" }], \"name\": \"x\" }, { \"layer\": \"conv\", \"when\": { \"decision\": \"x\", \"is\": [\"yes\", \"maybe\"] } }]", "body[1].when.is", ["\"maybe\" is no value of x", "no, yes"] },
        { "[{ \"layer\": \"conv\", \"when\": { \"decision\": \"resolution\", \"is\": [] } }]", "body[0].when.is", ["[]", "one or more"] },
        { "[{ \"layer\": \"conv\", \"when\": { \"decision\": \"resolution\" } }]", "body[0].when.is", ["Missing"] },
        { "[{ \"layer\": \"conv\", \"when\": { \"decision\": \"resolution\", \"is\": 8, \"not\": 4 } }]", "body[0].when.not", ["Unknown property"] },
        { "[{ \"layer\": \"conv\", \"width\": [8, 20], \"name\": \"a\" }, { \"layer\": \"transformer\", \"headDim\": 8 }]", "body[1].width", ["20 is not a multiple of headDim 8", "16, 24 or 32"] },
        { "[{ \"repeat\": 4, \"body\": [{ \"layer\": \"conv\", \"stride\": 2 }] }]", "input.resolution", ["8 is too small", "16 times"] },
        { "[{ \"repeat\": 20, \"body\": [{ \"layer\": \"conv\", \"stride\": 2 }] }]", "body[0].body[0].stride", ["11th time", "at most 10"] },
        { "[{ \"repeat\": 12, \"tie\": false, \"body\": [{ \"concat\": [{ \"layer\": \"identity\" }, { \"layer\": \"conv\", \"width\": [1, 16, 31, 57, 99, 101, 203] }] }] }]", "body", ["More than 4096 combinations", "fewer choices"] },
        { "[{ \"layer\": \"conv\", \"width\": 4096 }, { \"repeat\": 4, \"body\": [{ \"layer\": \"conv\", \"kernel\": 3 }] }]", "body", ["500,000,000"] },
    };

    [Fact]
    public void Read_EveryConstruct_GivesItsValuesAndIsWrittenBackEqual()
    {
        var document = SearchSpaceReader.Read(ComposedSpaces.All);

        Assert.Equal(["or", "repeat", "optional", "concat", "repeat", "add", "transformer"], document.Body!.Nodes.Select(node => node.Word));
        Assert.Equal(new OptionalDocument(new([new LayerDocument { Layer = "pool", Stride = 2, Fields = [new("window", [new Choice(2)])] }])) { Name = "shrink" }, document.Body.Nodes[2]);
        Assert.Equal(new WhenDocument("shrink", ["no"]), document.Body.Nodes[6].When);
        Assert.False(Assert.IsType<RepeatDocument>(document.Body.Nodes[1]).Tie);
        Assert.True(Assert.IsType<RepeatDocument>(document.Body.Nodes[4]).Tie);
        Assert.Equal(Activation.Relu, document.Stem.Activation);
        Assert.Empty(document.Stages);

        var written = SearchSpaceWriter.Write(document);

        Assert.Equal(document, SearchSpaceReader.Read(written));
        Assert.NotEqual(document with { Body = new([document.Body.Nodes[0]]) }, SearchSpaceReader.Read(written));
    }

    [Fact]
    public void Read_NeitherHeadNorActivation_TakesTheDefaults()
    {
        var document = SearchSpaceReader.Read(ComposedSpaces.Json("""[{ "layer": "conv" }]"""));

        Assert.Equal(new HeadDocument([], []), document.Head);
        Assert.Equal(Activation.HSwish, document.Stem.Activation);
        Assert.Equal(new Shape(10), new SearchSpace(document).Expand(new SearchSpace(document).Smallest, new(1, 8, 8, 10)).Layers[^1].Output);
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void Read_BrokenBody_NamesPlaceRuleAndWayOut(string body, string path, string[] says)
    {
        var json = ComposedSpaces.Json(body);
        if (body.Contains("head.width", StringComparison.Ordinal))
        {
            json = json.TrimEnd()[..^1] + ", \"head\": { \"width\": [8, 16] } }";
        }

        var error = Assert.Single(Assert.Throws<DocumentException>(() => SearchSpaceReader.Read(json)).Errors);

        Assert.Equal(path, error.Path);
        Assert.All(says, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("stages", "[]")]
    [InlineData("cell", "{ \"stacks\": [{ \"width\": 4, \"depth\": 1 }] }")]
    [InlineData("tie", "\"layer\"")]
    [InlineData("constraints", "[]")]
    [InlineData("paperCount", "\"elasticvit\"")]
    public void Read_BodyBesidePartOfAnotherKind_SaysWhichToRemove(string part, string value)
    {
        var json = ComposedSpaces.Json($$"""[{ "layer": "conv" }], "{{part}}": {{value}}""");

        Assert.Contains(
            Assert.Throws<DocumentException>(() => SearchSpaceReader.Read(json)).Errors,
            error => error.Path == part && error.Message == $"A space with a body has no {part}; remove {part}, or the body.");
    }

    [Fact]
    public void Labels_EqualAlternatives_GetTheirPlaces()
    {
        var or = new OrDocument([Layers("conv"), Layers("conv", "pool"), Layers("conv"), Layers("a", "b", "c", "d")]);

        Assert.Equal(["conv-1", "conv+pool", "conv-3", "series"], or.Labels);

        static SeriesDocument Layers(params string[] kinds) => new([.. kinds.Select(kind => new LayerDocument { Layer = kind })]);
    }

    [Fact]
    public void LayerKinds_HoldEveryBlock() => Assert.All(BlockKinds.All, block => Assert.Same(block, LayerKinds.Find(block.Kind)));
}
