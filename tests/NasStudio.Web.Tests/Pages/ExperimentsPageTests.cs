using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using NasStudio.Web.Pages;

namespace NasStudio.Web.Tests.Pages;

public sealed class ExperimentsPageTests : PageContext
{
    [Fact]
    public void Render_EmptyHome_OffersQuickstartFilledAndComposeBesideIt()
    {
        var page = Render<ExperimentsPage>();
        page.WaitForElement(".blank-lead", Patience);
        Assert.Equal("Quickstart", Assert.Single(page.FindAll(".mud-button-filled")).TextContent.Trim());
        Assert.Contains(page.FindAll("a"), link => link.TextContent.Trim() == "Compose" && link.GetAttribute("href") == "experiments/new");
    }

    [Fact]
    public async Task Render_SomeExperiments_ListsNamesAndStates()
    {
        await SubmitAsync("a draft");
        await SubmitAsync("queued one", start: true);
        var page = Render<ExperimentsPage>();
        page.WaitForElement("a.name", Patience);
        Assert.Equal(["queued one", "a draft"], page.FindAll("a.name").Select(name => name.TextContent));
        Assert.Equal(["Queued", "Draft"], page.FindAll(".chip").Select(chip => chip.TextContent));
    }

    [Fact]
    public async Task Search_InTheAddress_FiltersTheList()
    {
        await SubmitAsync("apples");
        await SubmitAsync("pears");
        Services.GetRequiredService<NavigationManager>().NavigateTo("experiments?q=PEAR");
        var page = Render<ExperimentsPage>();
        page.WaitForElement("a.name", Patience);
        Assert.Equal("pears", Assert.Single(page.FindAll("a.name")).TextContent);
    }
}
