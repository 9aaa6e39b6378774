using AngleSharp.Dom;
using Bunit;
using MudBlazor.Services;
using NasStudio.Core.Spaces;
using NasStudio.Web.Parts.Compose;

namespace NasStudio.Web.Tests.Parts.Compose;

public sealed class CellCardTests : BunitContext
{
    private readonly ExperimentDraft _draft = new(
        NewExperimentText.Of("nasbench201", "shapes"),
        BuiltInSpaces.All.ToDictionary(space => space.Name, SearchSpaceWriter.ToJson, StringComparer.Ordinal));

    public CellCardTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
    }

    [Fact]
    public void Operations_AreChips_OfWhichOneCanBeTakenOut()
    {
        var card = Card(DraftCheck.None);
        Assert.Equal(5, Chips(card).Count);

        Chips(card).Single(chip => chip.TextContent == "avg_pool_3x3").Click();

        Assert.Equal(["none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3"], Own().Cell!.Operations);
        Assert.Equal("nasbench201-edited", Own().Name);
    }

    [Fact]
    public void Operations_OnlyOneLeft_IsStillADocument()
    {
        var card = Card(DraftCheck.None);
        foreach (var operation in new[] { "none", "skip_connect", "nor_conv_1x1", "avg_pool_3x3" })
        {
            Chips(card).Single(chip => chip.TextContent == operation).Click();
            card.Render();
        }

        Assert.Equal(["nor_conv_3x3"], Own().Cell!.Operations);
    }

    [Fact]
    public void Stacks_AddedAndRemoved_StandInTheDraft()
    {
        var card = Card(DraftCheck.None);
        card.FindAll("button").Single(button => button.TextContent.Contains("Add stack", StringComparison.Ordinal)).Click();
        Assert.Equal([16, 32, 64, 64], Own().Cell!.Stacks.Select(stack => stack.Width));
        card.Render();

        card.Find("[aria-label='Remove stack 2']").Click();

        Assert.Equal([16, 64, 64], Own().Cell!.Stacks.Select(stack => stack.Width));
    }

    [Fact]
    public void Error_OfAnOperation_StandsUnderItsField()
    {
        var card = Card(new DraftCheck([new("searchSpace.cell.operations[1]", "\"x\" is no operation of a cell.")], null, IsCurrent: true));
        Assert.Equal("\"x\" is no operation of a cell.", Assert.Single(card.FindAll(".field-bad .field-error")).TextContent);
    }

    [Fact]
    public void SpaceFields_OfACell_ShowItInPlaceOfStages()
    {
        var fields = Render<SpaceFields>(parameters => parameters.Add(part => part.Draft, _draft).Add(part => part.Check, DraftCheck.None).Add(part => part.Spaces, ["nasbench201", "hybrid-tiny"]));
        Assert.Single(fields.FindAll(".stage-cell"));
        Assert.Empty(fields.FindAll("[id='field-searchSpace.tie']"));
        Assert.DoesNotContain("Add stage", fields.Markup, StringComparison.Ordinal);

        fields.Find("[id='field-searchSpace']").Change("hybrid-tiny");
        fields.Render();

        Assert.Empty(fields.FindAll(".stage-cell"));
        Assert.Equal(_draft.Stages, fields.FindAll(".stage-card").Count);
    }

    private SearchSpaceDocument Own() => SearchSpaceReader.Read(_draft.Root["searchSpace"]!.ToJsonString());

    private static IReadOnlyList<IElement> Chips(IRenderedComponent<CellCard> card) => card.FindAll(".choices[aria-label='Operations'] .choice");

    private IRenderedComponent<CellCard> Card(DraftCheck check) =>
        Render<CellCard>(parameters => parameters.Add(card => card.Draft, _draft).Add(card => card.Check, check));
}
