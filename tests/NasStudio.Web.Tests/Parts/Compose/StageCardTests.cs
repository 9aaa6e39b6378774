using AngleSharp.Dom;
using Bunit;
using MudBlazor.Services;
using NasStudio.Core.Spaces;
using NasStudio.Web.Parts.Compose;

namespace NasStudio.Web.Tests.Parts.Compose;

public sealed class StageCardTests : BunitContext
{
    private const string Width = "searchSpace.stages[2].width";
    private readonly ExperimentDraft _draft = new(
        NewExperimentText.Of("hybrid-tiny", "shapes"),
        BuiltInSpaces.All.ToDictionary(space => space.Name, SearchSpaceWriter.ToJson, StringComparer.Ordinal));

    public StageCardTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
    }

    [Fact]
    public void Choices_TypedAndEntered_StandInTheDraft()
    {
        var input = Card(DraftCheck.None).Find($"[id='field-{Width}']");
        input.Input("64");
        input.KeyDown("Enter");
        Assert.Equal(["32", "48", "64"], JsonToken.List(_draft[Width]));
    }

    [Fact]
    public void Choices_TakenOut_LeaveTheDraftAndStayToBeTakenInAgain()
    {
        var card = Card(DraftCheck.None);
        Chip(card, "32").Click();
        Assert.Equal(["48"], JsonToken.List(_draft[Width]));
        card.Render();
        Assert.Equal("false", Chip(card, "32").GetAttribute("aria-pressed"));

        Chip(card, "32").Click();
        Assert.Equal(["32", "48"], JsonToken.List(_draft[Width]));
    }

    [Fact]
    public void Block_Changed_DropsTheFieldsThatItDoesNotKnow()
    {
        Card(DraftCheck.None).Find("[id='field-searchSpace.stages[2].block']").Change("mbconv");
        Assert.Equal("mbconv", JsonToken.Show(_draft["searchSpace.stages[2].block"]));
        Assert.Null(_draft["searchSpace.stages[2].mlpRatio"]);
        Assert.Equal(["32", "48"], JsonToken.List(_draft[Width]));
    }

    [Fact]
    public void Error_OfAnEntry_StandsUnderItsField()
    {
        const string Message = "20 is not a multiple of headDim 16; use 16, 32 or 48.";
        var card = Card(new DraftCheck([new($"{Width}[1]", Message)], null, IsCurrent: true));
        Assert.Equal(Message, card.Find(".field-bad .field-error").TextContent);
        Assert.Single(card.FindAll(".field-error"));
    }

    private static IElement Chip(IRenderedComponent<StageCard> card, string value) =>
        card.Find($"[id='field-{Width}']").ParentElement!.QuerySelectorAll("button").Single(chip => chip.TextContent == value);

    private IRenderedComponent<StageCard> Card(DraftCheck check) => Render<StageCard>(parameters => parameters
        .Add(card => card.Index, 2).Add(card => card.Draft, _draft).Add(card => card.Check, check));
}
