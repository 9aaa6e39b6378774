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
    public void Choices_Removed_LeaveTheDraft()
    {
        Card(DraftCheck.None).Find("[aria-label='Remove 32 from Width']").Click();
        Assert.Equal(["48"], JsonToken.List(_draft[Width]));
    }

    [Fact]
    public void Error_OfAnEntry_StandsUnderItsField()
    {
        const string Message = "20 is not a multiple of headDim 16; use 16, 32 or 48.";
        var card = Card(new DraftCheck([new($"{Width}[1]", Message)], null, IsCurrent: true));
        Assert.Equal(Message, card.Find(".field-bad .field-error").TextContent);
        Assert.Single(card.FindAll(".field-error"));
    }

    private IRenderedComponent<StageCard> Card(DraftCheck check) => Render<StageCard>(parameters => parameters
        .Add(card => card.Index, 2).Add(card => card.Draft, _draft).Add(card => card.Check, check));
}
