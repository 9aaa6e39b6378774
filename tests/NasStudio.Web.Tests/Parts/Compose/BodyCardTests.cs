using System.Text.Json.Nodes;
using Bunit;
using MudBlazor.Services;
using NasStudio.Core.Spaces;
using NasStudio.Web.Parts.Compose;

namespace NasStudio.Web.Tests.Parts.Compose;

public sealed class BodyCardTests : BunitContext
{
    private readonly ExperimentDraft _draft = new(
        NewExperimentText.Of("composed-tiny", "shapes"),
        BuiltInSpaces.All.ToDictionary(space => space.Name, SearchSpaceWriter.ToJson, StringComparer.Ordinal));

    public BodyCardTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
    }

    [Fact]
    public void Outline_OfTheBuiltInSpace_HasALineForEveryNode() => Assert.Equal(
        [
            "0 entry: one of", "1 conv: conv, width 8 / 16, kernel 3 / 5", "1 mbconv: mbconv, width 8 / 16, expand 2 / 3",
            "0 pool2: pool, stride 2, window 2",
            "0 deep: repeated 1 / 2 / 3 times, all with the same choices", "1 mbconv1: mbconv, expand 2 / 4, kernel 3 / 5",
            "0 wide: with or without", "1 concat1: branches, concatenated", "2 conv1: conv, width 8 / 16, kernel 1", "2 depthwise1: depthwise, kernel 3 / 5",
            "0 reduce: mbconv, stride 2, width 24 / 32 / 48, shortcut projection",
            "0 attend: with or without", "1 transformer1: transformer, mlpRatio 1 / 2, headDim 8, reductionExpand 2",
            "0 last: conv, width 48 / 64, kernel 1 / 3 (when attend is no)",
        ],
        BodyOutline.Of(_draft["searchSpace.body"]).Select(line => $"{line.Depth} {line.Name}: {line.Text}{(line.When is null ? "" : $" ({line.When})")}"));

    [Theory]
    [InlineData("7")]
    [InlineData("[null, 3, { }, { \"or\": 4 }]")]
    [InlineData("{ \"nodes\": [] }")]
    public void Outline_NotABody_IsEmpty(string json) => Assert.Empty(BodyOutline.Of(JsonNode.Parse(json)));

    [Fact]
    public void Outline_RowsAndAdditions_ShowTheirBranches() => Assert.Equal(
        ["0 add1: branches, added", "1 branch 1: in a row", "2 conv1: conv", "2 pool2: pool", "1 identity1: identity", "0 repeat2: repeated 2 times, each with its own choices", "1 a: conv"],
        BodyOutline.Of(JsonNode.Parse("""
            [{ "add": [[{ "layer": "conv" }, { "layer": "pool" }], { "layer": "identity" }] }, { "repeat": 2, "tie": false, "body": { "layer": "conv", "name": "a" } }]
            """)).Select(line => $"{line.Depth} {line.Name}: {line.Text}"));

    [Fact]
    public void SpaceFields_OfABody_ShowItInPlaceOfStagesAndCopyItIntoTheJson()
    {
        var fields = Render<SpaceFields>(parameters => parameters.Add(part => part.Draft, _draft).Add(part => part.Check, DraftCheck.None).Add(part => part.Spaces, ["composed-tiny", "hybrid-tiny"]));
        Assert.Equal(14, fields.FindAll(".stage-body li").Count);
        Assert.Empty(fields.FindAll("[id='field-searchSpace.tie']"));
        Assert.DoesNotContain("Add stage", fields.Markup, StringComparison.Ordinal);

        fields.FindAll("button").Single(button => button.TextContent.Contains("Copy into the JSON", StringComparison.Ordinal)).Click();

        var own = SearchSpaceReader.Read(_draft.Root["searchSpace"]!.ToJsonString());
        Assert.Equal(BuiltInSpaces.Find("composed-tiny")! with { Name = "composed-tiny-edited" }, own);
    }

    [Fact]
    public void Error_OfANode_StandsInTheCardWithItsPlace()
    {
        var check = new DraftCheck([new("searchSpace.body[0].or", "[] is not allowed."), new("searchSpace.stem.width", "Missing.")], null, IsCurrent: true);

        var card = Render<BodyCard>(parameters => parameters.Add(part => part.Draft, _draft).Add(part => part.Check, check));

        Assert.Equal("body[0].or [] is not allowed.", Assert.Single(card.FindAll(".field-error")).TextContent);
    }
}
