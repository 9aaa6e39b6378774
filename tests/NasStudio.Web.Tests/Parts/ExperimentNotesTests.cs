using Bunit;
using NasStudio.Runs.Experiments;
using NasStudio.Web.Parts;
using NasStudio.Web.Tests.Pages;

namespace NasStudio.Web.Tests.Parts;

public sealed class ExperimentNotesTests : PageContext
{
    private readonly List<ExperimentEdit> _saved = [];

    [Fact]
    public void Tag_TypedAndEnter_IsSavedBehindTheOthers()
    {
        var part = Part(["paper"], "");
        part.Find(".choice-new").Input("baseline");
        part.Find(".choice-new").KeyDown("Enter");
        Assert.Equal(["paper", "baseline"], Assert.Single(_saved).Tags!);
        Assert.Equal("", part.Find(".choice-new").GetAttribute("value"));
    }

    [Fact]
    public void Tag_ThatIsThere_IsRefusedBesideItsField()
    {
        var part = Part(["paper"], "");
        part.Find(".choice-new").Input("Paper");
        part.Find(".choice-new").KeyDown("Enter");
        Assert.Empty(_saved);
        Assert.Contains(part.FindAll(".field-error"), error => error.TextContent.Contains("there already", StringComparison.Ordinal));
    }

    [Fact]
    public void Tag_Removed_SavesTheRest()
    {
        Part(["a", "b"], "").Find("button[aria-label='Remove tag a']").Click();
        Assert.Equal(["b"], Assert.Single(_saved).Tags!);
    }

    [Fact]
    public void Name_Emptied_IsRefusedAndStaysToBeCorrected()
    {
        var part = Part([], "");
        part.Find("input").Change(" ");
        Assert.Empty(_saved);
        part.Find("input").Change("better");
        Assert.Equal("better", Assert.Single(_saved).Name);
    }

    [Fact]
    public void Notes_Edited_AreSavedAsMarkdownAndShownAsHtml()
    {
        var part = Part([], "**why**");
        Assert.Equal("why", part.Find(".markdown strong").TextContent);
        part.FindAll("button").Single(button => button.TextContent.Trim() == "Edit notes").Click();
        part.Find("textarea").Input("# because");
        part.FindAll("button").Single(button => button.TextContent.Trim() == "Save notes").Click();
        Assert.Equal("# because", Assert.Single(_saved).Notes);
        Assert.Empty(part.FindAll("textarea"));
    }

    private IRenderedComponent<ExperimentNotes> Part(string[] tags, string notes) => Render<ExperimentNotes>(parameters => parameters
        .Add(it => it.Name, "first").Add(it => it.Tags, tags).Add(it => it.Notes, notes).Add(it => it.Save, _saved.Add));
}
