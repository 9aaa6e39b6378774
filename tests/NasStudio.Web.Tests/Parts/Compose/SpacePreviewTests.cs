using Bunit;
using MudBlazor.Services;
using NasStudio.Core.Spaces;
using NasStudio.Web.Parts.Compose;
using NasStudio.Web.Parts.Subnets;

namespace NasStudio.Web.Tests.Parts.Compose;

public sealed class SpacePreviewTests : BunitContext
{
    public SpacePreviewTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
    }

    [Fact]
    public void Smallest_Chosen_ShowsItsCosts()
    {
        var preview = Preview("hybrid-tiny", out var view);
        Button(preview, "Smallest").Click();
        Assert.Contains(NasStudio.Web.Parts.Figures.Count(view.Analysis.Macs.Min), preview.Find(".panel-head [role='status']").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", Button(preview, "Smallest").GetAttribute("aria-pressed"));
        Assert.Contains("images 1×16×16", preview.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_AskedForAnother_ShowsAnother()
    {
        var preview = Preview("hybrid-tiny", out _);
        var before = preview.Find(".panel-head [role='status']").TextContent;
        Button(preview, "Another random one").Click();
        Assert.NotEqual(before, preview.Find(".panel-head [role='status']").TextContent);
    }

    [Fact]
    public void Space_OfACell_ShowsItsGraph() => Assert.Single(Preview("nasbench201", out _).FindComponents<CellDiagram>());

    [Fact]
    public void Histogram_Drawn_SaysThatItIsASampleAndOfWhat()
    {
        var preview = Preview("hybrid-tiny", out _);
        preview.WaitForElement(".histogram svg", TimeSpan.FromSeconds(20));
        Assert.Contains("MACs of 1,000 random subnets (a sample", preview.Find("figcaption").TextContent, StringComparison.Ordinal);
        Assert.Contains("MACs, one image", preview.Find(".histogram svg").TextContent, StringComparison.Ordinal);
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<SpacePreview> preview, string text) =>
        preview.FindAll("button").Single(button => button.TextContent.Trim() == text);

    private IRenderedComponent<SpacePreview> Preview(string space, out SpaceView view)
    {
        var shown = SpaceView.Of(SearchSpaceWriter.Write(BuiltInSpaces.Find(space)!), null);
        view = shown;
        return Render<SpacePreview>(parameters => parameters.Add(part => part.View, shown));
    }
}
