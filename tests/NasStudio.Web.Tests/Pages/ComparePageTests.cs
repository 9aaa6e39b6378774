using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using NasStudio.Web.Pages;

namespace NasStudio.Web.Tests.Pages;

public sealed class ComparePageTests : PageContext
{
    [Fact]
    public void Render_NoExperiments_SaysHowToChoose()
    {
        var page = Render<ComparePage>();
        page.WaitForElement(".blank-lead", Patience);
        Assert.Equal("Nothing to compare yet.", page.Find(".blank-lead").TextContent);
    }

    [Fact]
    public async Task Render_TwoDrafts_ListsThemAndWhatDiffers()
    {
        var (a, b) = (await SubmitAsync("a"), await SubmitAsync("b"));
        Services.GetRequiredService<NavigationManager>().NavigateTo($"compare?experiments={a.Id},{b.Id},{Guid.Empty}");
        var page = Render<ComparePage>();
        page.WaitForElement(".compared-table", Patience);
        Assert.Equal(["a", "b"], page.FindAll(".compared-table a.name").Select(name => name.TextContent));
        Assert.Contains("no evaluated subnet", page.Find(".sentence-warn").TextContent, StringComparison.Ordinal);
        Assert.Contains(page.FindAll(".note"), note => note.TextContent == "All settings are the same.");
    }

    [Fact]
    public async Task Add_AnExperiment_GoesToTheComparisonWithIt()
    {
        var (a, b) = (await SubmitAsync("a"), await SubmitAsync("b"));
        var navigation = Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo($"compare?experiments={a.Id}");
        var page = Render<ComparePage>();
        page.WaitForElement("#compare-add", Patience).Change(b.Id.ToString());
        Assert.EndsWith($"compare?experiments={a.Id},{b.Id}", navigation.Uri, StringComparison.Ordinal);
    }
}
