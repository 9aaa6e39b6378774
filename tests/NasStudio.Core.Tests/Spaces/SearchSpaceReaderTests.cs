using NasStudio.Core.Documents;
using NasStudio.Core.Networks;
using NasStudio.Core.Spaces;

namespace NasStudio.Core.Tests.Spaces;

public sealed class SearchSpaceReaderTests
{
    private const string Input = """ "input": { "channels": 1, "resolution": [16, 28] } """;
    private const string Stem = """ "stem": { "width": [8], "kernel": [3], "stride": 2, "activation": "hswish" } """;
    private const string Conv = """ { "name": "conv1", "block": "mbconv", "stride": 1, "depth": [1, 2], "width": [8, 16], "expand": [2, 4], "kernel": [3, 5] } """;
    private const string Vit = """ { "name": "vit1", "block": "transformer", "stride": 2, "depth": [1], "width": [16, 32], "mlpRatio": [2], "headDim": 16 } """;
    private const string Head = """ "head": { "width": [64] } """;
    private const string Sound = $$"""{ "schemaVersion": 1, "name": "mine", {{Input}}, {{Stem}}, "stages": [{{Conv}}, {{Vit}}], {{Head}}, "tie": "stage" }""";

    /// <summary>What to replace in the sound document by what, where the error lies, and what its message must say.</summary>
    public static TheoryData<string, string, string, string[]> Broken => new()
    {
        { "\"width\": [16, 32]", "\"width\": [20]", "stages[1].width", ["20 is not a multiple of headDim 16; use 16, 32 or 48."] },
        { "\"name\": \"vit1\"", "\"name\": \"conv1\"", "stages[1].name", ["\"conv1\"", "earlier stage", "conv1b"] },
        { "\"name\": \"vit1\"", "\"name\": \"vit.1\"", "stages[1].name", ["\"vit.1\"", "lower-case", "conv1"] },
        { "\"name\": \"vit1\"", "\"name\": \"vit1\\n\"", "stages[1].name", ["lower-case"] },
        { "\"name\": \"vit1\"", "\"name\": \"head\"", "stages[1].name", ["\"head\" is reserved", "head1"] },
        { "\"block\": \"transformer\"", "\"block\": \"lstm\"", "stages[1].block", ["\"lstm\"", "mbconv or transformer"] },
        { "\"block\": \"transformer\"", "\"block\": \"\"", "stages[1].block", ["\"\"", "mbconv or transformer"] },
        { "\"stride\": 1", "\"stride\": 3", "stages[0].stride", ["3", "from 1 to 2"] },
        { "\"kernel\": [3, 5]", "\"kernel\": [3, 4]", "stages[0].kernel", ["4 is even", "3 or 5"] },
        { "\"stride\": 2, \"activation\"", "\"stride\": 2, \"kernl\": 3, \"activation\"", "stem.kernl", ["Unknown property", "kernel"] },
        { "[16, 28]", "[2, 28]", "input.resolution[0]", ["2", "from 4 to 1024"] },
        { "[16, 28]", "[28, 16]", "input.resolution", ["[28, 16]", "ascending"] },
        { "\"stride\": 1", "\"stride\": 2, \"shortcut\": \"pooled\"", "stages[0].shortcut", ["\"pooled\"", "identity, projection"] },
        { "\"schemaVersion\": 1", "\"schemaVersion\": 2", "schemaVersion", ["2", "from 1 to 1"] },
        { "\"name\": \"mine\"", "\"name\": \"my space\"", "name", ["\"my space\"", "my-space"] },
        { "\"tie\": \"stage\"", "\"tie\": \"none\"", "tie", ["\"none\"", "stage, layer"] },
        { "\"tie\": \"stage\"", "\"constraints\": [{ \"nondecreasing\": \"depth\" }]", "constraints[0].nondecreasing", ["\"depth\"", "width"] },
        { "\"tie\": \"stage\"", "\"paperCount\": \"bignas\"", "paperCount", ["\"bignas\"", "elasticvit"] },
        { "\"tie\": \"stage\"", "\"tie\": \"stage\", \"tie\": \"layer\"", "tie", ["2 times", "keep one"] },
        { "\"expand\": [2, 4]", "\"squeezeExcite\": true", "stages[0].squeezeExcite", ["true", "false or a ratio", "0.25"] },
        { "\"expand\": [2, 4]", "\"mlpRatio\": [2, 4]", "stages[0].mlpRatio", ["Unknown property", "expand"] },
        { "\"depth\": [1]", "\"deep\": [1]", "stages[1].depth", ["Missing", "from 1 to 32"] },
        { "\"depth\": [1]", "\"depth\": []", "stages[1].depth", ["[]", "one or more"] },
        { "\"depth\": [1]", "\"depth\": [1000000]", "stages[1].depth[0]", ["1000000", "from 1 to 32"] },
        { "\"activation\": \"hswish\"", "\"activation\": \"gelu\"", "stem.activation", ["\"gelu\"", "relu, hswish, swish"] },
        { Head, "\"head\": 64", "head", ["64", "object"] },
        { Conv, "7", "stages[0]", ["7 is not an object"] },
    };

    [Fact]
    public void Read_SoundDocument_GivesItsValues()
    {
        var document = SearchSpaceReader.Read(Sound);

        Assert.Equal("mine", document.Name);
        Assert.Equal(10, document.Classes);
        Assert.Equal(new InputDocument(1, [16, 28]), document.Input);
        Assert.Equal(new StemDocument([8], [3], 2, Activation.HSwish), document.Stem);
        Assert.Equal(["conv1", "vit1"], document.Stages.Select(stage => stage.Name));
        Assert.Equal([8, 16], document.Stages[0].Width!);
        Assert.Equal(new HeadDocument([64]), document.Head);
        Assert.Equal(Tie.Stage, document.Tie);
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void Read_BrokenDocument_NamesPlaceRuleAndWayOut(string sound, string broken, string path, string[] says)
    {
        Assert.Contains(sound, Sound, StringComparison.Ordinal);

        var errors = ErrorsOf(Sound.Replace(sound, broken, StringComparison.Ordinal));

        var error = Assert.Single(errors, error => error.Path == path);
        Assert.All(says, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_PreviousWidth_FollowsTheStageBeforeOrTheStem()
    {
        var conv = Conv.Replace("[8, 16]", "\"previous\"", StringComparison.Ordinal);
        var space = new SearchSpace(SearchSpaceReader.Read(Sound
            .Replace(Conv, conv, StringComparison.Ordinal)
            .Replace("\"width\": [8]", "\"width\": [16, 32]", StringComparison.Ordinal)
            .Replace("\"width\": [16, 32], \"mlpRatio\"", "\"width\": \"previous\", \"mlpRatio\"", StringComparison.Ordinal)));

        var network = space.Expand(space.Largest, space.DefaultInput);

        Assert.Equal(32, network["conv1.2.add"].Output[0]);
        Assert.Equal(32, network["vit1.map"].Output[0]);
        Assert.Equal(1, space.Decisions.Decisions.Count(decision => decision.Name.EndsWith("width", StringComparison.Ordinal)));
    }

    [Fact]
    public void Read_SeveralErrors_ReportsThemAll()
    {
        var errors = ErrorsOf(Sound
            .Replace("\"kernel\": [3, 5]", "\"kernel\": [4]", StringComparison.Ordinal)
            .Replace("\"width\": [16, 32]", "\"width\": [20]", StringComparison.Ordinal)
            .Replace("\"tie\": \"stage\"", "\"tied\": true", StringComparison.Ordinal));

        Assert.Equal(["stages[0].kernel", "stages[1].width", "tied"], errors.Select(error => error.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Read_NoJson_SaysWhere()
    {
        var error = Assert.Single(ErrorsOf("{ \"schemaVersion\": 1,, }"));

        Assert.Contains("not JSON", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EmptyObject_NamesWhatIsMissing() => Assert.Equal(
        ["head", "input", "name", "schemaVersion", "stages", "stem"],
        ErrorsOf("{}").Select(error => error.Path).Order(StringComparer.Ordinal));

    [Fact]
    public void Read_StridesBeyondResolution_NamesTheSmallestThatFits()
    {
        var stage = Conv.Replace("\"stride\": 1", "\"stride\": 2", StringComparison.Ordinal);
        var stages = string.Join(',', Enumerable.Range(1, 4).Select(n => stage.Replace("conv1", $"conv{n}", StringComparison.Ordinal)));

        var error = Assert.Single(ErrorsOf(Sound.Replace($"{Conv}, {Vit}", stages, StringComparison.Ordinal)));

        Assert.Equal("input.resolution", error.Path);
        Assert.Contains("16 is too small for strides that reduce 32 times; use 32 or more", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_DecreasingWidthsUnderConstraint_NamesTheUselessChoices()
    {
        var constrained = Sound
            .Replace("\"width\": [8, 16]", "\"width\": [24, 48]", StringComparison.Ordinal)
            .Replace("\"tie\": \"stage\"", "\"constraints\": [{ \"nondecreasing\": \"width\" }]", StringComparison.Ordinal);

        var errors = ErrorsOf(constrained);

        Assert.All(errors, error => Assert.Equal("stages[1].width", error.Path));
        Assert.Contains(errors, error => error.Message.Contains("16 is less than every width of conv1", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Message.Contains("add 48 here", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_TooManyTokens_IsAnErrorOfTheStage()
    {
        var error = Assert.Single(ErrorsOf(Sound.Replace("[16, 28]", "[16, 1024]", StringComparison.Ordinal)));

        Assert.Equal("stages[1].block", error.Path);
        Assert.Contains("4096", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MoreChoicesThanAnIdHolds_IsAnError()
    {
        var stage = Conv.Replace("[1, 2]", "[16, 32]", StringComparison.Ordinal).Replace("[2, 4]", "[1, 2, 3, 4]", StringComparison.Ordinal);
        var stages = string.Join(',', Enumerable.Range(1, 12).Select(n => stage.Replace("conv1", $"conv{n}", StringComparison.Ordinal)));

        var error = Assert.Single(ErrorsOf(Sound
            .Replace($"{Conv}, {Vit}", stages, StringComparison.Ordinal)
            .Replace("\"tie\": \"stage\"", "\"tie\": \"layer\"", StringComparison.Ordinal)));

        Assert.Equal("stages", error.Path);
        Assert.Contains("more than the 2^1033", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LargestSubnetBeyondMemory_IsAnError()
    {
        var stage = Conv.Replace("[8, 16]", "[4096]", StringComparison.Ordinal).Replace("[2, 4]", "16", StringComparison.Ordinal);

        var error = Assert.Single(ErrorsOf(Sound.Replace(Conv, stage, StringComparison.Ordinal)));

        Assert.Equal("stages", error.Path);
        Assert.Contains("500,000,000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MoreThanSixtyFourChoices_IsAnError()
    {
        var many = string.Join(", ", Enumerable.Range(1, 5000));

        var error = Assert.Single(ErrorsOf(Sound.Replace("[8, 16]", $"[{many}]", StringComparison.Ordinal)));

        Assert.Equal("stages[0].width", error.Path);
        Assert.Contains("at most 64 choices, not 5000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TwentyFiveStages_IsAnError()
    {
        var stages = string.Join(',', Enumerable.Range(1, 25).Select(n => Conv.Replace("conv1", $"conv{n}", StringComparison.Ordinal)));

        var error = Assert.Single(ErrorsOf(Sound.Replace($"{Conv}, {Vit}", stages, StringComparison.Ordinal)));

        Assert.Equal(("stages", "25 stages are not allowed; write 1 to 24."), (error.Path, error.Message));
    }

    private static IReadOnlyList<DocumentError> ErrorsOf(string json) => Assert.Throws<DocumentException>(() => SearchSpaceReader.Read(json)).Errors;
}
