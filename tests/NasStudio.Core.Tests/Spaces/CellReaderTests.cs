using NasStudio.Core.Decisions;
using NasStudio.Core.Documents;
using NasStudio.Core.Networks;
using NasStudio.Core.Spaces;

namespace NasStudio.Core.Tests.Spaces;

public sealed class CellReaderTests
{
    private const string Cell = """ "cell": { "nodes": 3, "operations": ["nor_conv_3x3", "none"], "stacks": [{ "width": 8, "depth": [1, 2] }, { "width": 4, "depth": 1 }] } """;
    private const string Sound = $$"""{ "schemaVersion": 1, "name": "cells", "input": { "resolution": 12 }, "stem": { "width": 8, "kernel": 3, "stride": 1 }, {{Cell}}, "head": { "expand": 2, "width": [16, 32] } }""";

    /// <summary>What to replace in the sound document by what, where the error lies, and what its message must say.</summary>
    public static TheoryData<string, string, string, string[]> Broken => new()
    {
        { "\"nodes\": 3", "\"nodes\": 2", "cell.nodes", ["2", "from 3 to 6"] },
        { "\"none\"]", "\"conv_7x7\"]", "cell.operations[1]", ["\"conv_7x7\"", "none, skip_connect, avg_pool_3x3, nor_conv_1x1, nor_conv_3x3"] },
        { "\"none\"]", "7]", "cell.operations[1]", ["7", "skip_connect"] },
        { "\"none\"]", "\"nor_conv_3x3\"]", "cell.operations[1]", ["\"nor_conv_3x3\"", "twice", "keep one"] },
        { "[\"nor_conv_3x3\", \"none\"]", "[]", "cell.operations", ["[]", "one or more of none, skip_connect"] },
        { "[\"nor_conv_3x3\", \"none\"]", "\"all\"", "cell.operations", ["\"all\"", "one of none, skip_connect"] },
        { "[\"nor_conv_3x3\", \"none\"]", "true", "cell.operations", ["true", "array"] },
        { "\"width\": 4, \"depth\": 1", "\"depth\": 1", "cell.stacks[1].width", ["Missing", "from 1 to 4096"] },
        { "\"width\": 4, \"depth\": 1", "\"width\": 4, \"depth\": 0", "cell.stacks[1].depth", ["0", "from 1 to 32"] },
        { "\"width\": 4, \"depth\": 1", "\"width\": 4, \"depth\": 1, \"stride\": 2", "cell.stacks[1].stride", ["Unknown property", "depth, width"] },
        { "[{ \"width\": 8, \"depth\": [1, 2] }, { \"width\": 4, \"depth\": 1 }]", "[]", "cell.stacks", ["0 stacks", "1 to 8"] },
        { "{ \"width\": 8, \"kernel\"", "{ \"width\": [8, 16], \"kernel\"", "stem.width", ["8, 16 is not the width of the first stack", "use 8"] },
        { "\"stride\": 1", "\"stride\": 1, \"activation\": \"relu\"", "stem.activation", ["ReLU", "remove activation"] },
        { "\"head\"", "\"tie\": \"stage\", \"head\"", "tie", ["no tie", "remove tie, or the cell"] },
        { "\"head\"", "\"stages\": [], \"head\"", "stages", ["no stages", "remove stages, or the cell"] },
        { "\"head\"", "\"constraints\": [], \"head\"", "constraints", ["no constraints"] },
        { "\"head\"", "\"paperCount\": \"elasticvit\", \"head\"", "paperCount", ["no paperCount"] },
        { "{ \"resolution\": 12 }", "{ \"resolution\": 4 }", "input.resolution", ["4 is too small", "128 times"] },
        { Cell, "\"cell\": [4]", "cell", ["[4]", "object"] },
        { "\"width\": [16, 32]", "\"width\": 0", "head.width", ["0", "from 1 to 16384"] },
    };

    [Fact]
    public void Read_SoundDocument_GivesItsValues()
    {
        var document = SearchSpaceReader.Read(Sound);

        Assert.Empty(document.Stages);
        Assert.Equal(new CellDocument { Nodes = 3, Operations = ["nor_conv_3x3", "none"], Stacks = [new(8, [1, 2]), new(4, [1])] }, document.Cell);
        Assert.Equal(document, SearchSpaceReader.Read(SearchSpaceWriter.Write(document)));
    }

    [Fact]
    public void Read_NoHeadNodesOrOperations_TakesTheDefaults()
    {
        var document = SearchSpaceReader.Read("""{ "schemaVersion": 1, "name": "short", "input": { "resolution": 8 }, "stem": { "width": 4 }, "cell": { "stacks": [{ "width": 4, "depth": 1 }] } }""");

        Assert.Equal(4, document.Cell!.Nodes);
        Assert.Equal(["none", "skip_connect", "avg_pool_3x3", "nor_conv_1x1", "nor_conv_3x3"], document.Cell.Operations);
        Assert.Equal(new HeadDocument([], []), document.Head);
        Assert.Equal(new Shape(10), new SearchSpace(document).Expand(new SearchSpace(document).Smallest, new(1, 8, 8, 10)).Layers[^1].Output);
    }

    [Fact]
    public void Read_SoundDocument_DecidesByAscendingCost()
    {
        var space = new SearchSpace(SearchSpaceReader.Read(Sound));

        Assert.Equal(
            ["resolution: 12", "cell.1-0: none, nor_conv_3x3", "cell.2-0: none, nor_conv_3x3", "cell.2-1: none, nor_conv_3x3", "stack1.depth: 1, 2", "head.width: 16, 32"],
            space.Decisions.Decisions.Select(decision => $"{decision.Name}: {string.Join(", ", decision.Choices)}"));
        Assert.Equal("cell", space.Decisions.Decisions[1].Group);
        Assert.Equal(32, space.Decisions.Count());
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void Read_BrokenDocument_NamesPlaceRuleAndWayOut(string sound, string broken, string path, string[] says)
    {
        Assert.Contains(sound, Sound, StringComparison.Ordinal);
        var json = Sound.Replace(sound, broken, StringComparison.Ordinal);
        if (path == "input.resolution")
        {
            json = json.Replace("\"depth\": 1 }", string.Concat("\"depth\": 1 }", string.Concat(Enumerable.Repeat(", { \"width\": 4, \"depth\": 1 }", 6))), StringComparison.Ordinal);
        }

        var errors = Assert.Throws<DocumentException>(() => SearchSpaceReader.Read(json)).Errors;

        var error = Assert.Single(errors, error => error.Path == path);
        Assert.All(says, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_NineStacks_IsAnError()
    {
        var stacks = string.Join(',', Enumerable.Repeat("{ \"width\": 8, \"depth\": 1 }", 9));

        var errors = Assert.Throws<DocumentException>(() => SearchSpaceReader.Read(
            $$"""{ "schemaVersion": 1, "name": "many", "input": { "resolution": 512 }, "stem": { "width": 8 }, "cell": { "stacks": [{{stacks}}] } }""")).Errors;

        var error = Assert.Single(errors);
        Assert.Equal(("cell.stacks", "9 stacks are not allowed; write 1 to 8."), (error.Path, error.Message));
    }

    [Fact]
    public void Read_LargestSubnetBeyondMemory_IsAnErrorOfTheCell()
    {
        var json = Sound.Replace("\"width\": 8, \"kernel\"", "\"width\": 4096, \"kernel\"", StringComparison.Ordinal).Replace("\"width\": 8, \"depth\": [1, 2]", "\"width\": 4096, \"depth\": 32", StringComparison.Ordinal);

        Assert.Contains(Assert.Throws<DocumentException>(() => SearchSpaceReader.Read(json)).Errors, error => error.Path == "cell" && error.Message.Contains("500,000,000", StringComparison.Ordinal));
    }
}
