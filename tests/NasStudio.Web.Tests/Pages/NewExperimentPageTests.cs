using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using NasStudio.Core.Spaces;
using NasStudio.Web.Pages;

namespace NasStudio.Web.Tests.Pages;

public sealed class NewExperimentPageTests : PageContext
{
    [Fact]
    public void Render_Fresh_CountsTheSpaceAndAllowsLaunch()
    {
        var page = Fresh();
        Assert.Matches("^[0-9]+$", page.Find("[data-exact]").GetAttribute("data-exact")!);
        Assert.False(Launch(page).HasAttribute("disabled"));
    }

    [Fact]
    public void Space_Chosen_ShowsThePapersCountWhereThereIsOne()
    {
        var page = Fresh();
        var spaces = page.FindAll("#field-searchSpace option").Select(option => option.GetAttribute("value"));
        Assert.Superset(BuiltInSpaces.All.Select(space => space.Name).ToHashSet(), spaces.OfType<string>().ToHashSet());
        Assert.Empty(page.FindAll("#paper-macs"));

        page.Find("#field-searchSpace").Change("elasticvit");
        page.WaitForElement("#paper-macs", Patience);
        Assert.Contains("MACs as in the paper", page.Find("#paper-macs").ParentElement!.ParentElement!.TextContent, StringComparison.Ordinal);

        page.Find("#field-searchSpace").Change("elasticvit-micro");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("#paper-macs")), Patience);
    }

    [Fact]
    public void Field_Broken_ShowsItsErrorAndStopsLaunch()
    {
        var page = Fresh();
        page.Find("[id='field-training.batchSize']").Input("many");
        page.WaitForElement(".field-error", Patience);
        Assert.Contains("\"many\" is not allowed", page.Find(".field-error").TextContent, StringComparison.Ordinal);
        Assert.Contains("\"batchSize\": \"many\"", page.Find("#json").GetAttribute("value")!, StringComparison.Ordinal);
        Assert.True(Launch(page).HasAttribute("disabled"));
    }

    [Fact]
    public void Space_Broken_KeepsTheLastValidNumbersAndSaysSo()
    {
        var page = Fresh();
        var count = page.Find("[data-exact]").GetAttribute("data-exact");
        var width = page.Find("[id='field-searchSpace.stages[2].width']");
        width.Input("20");
        width.KeyDown("Enter");
        page.WaitForElement(".field-error", Patience);
        Assert.Equal(count, page.Find("[data-exact]").GetAttribute("data-exact"));
        Assert.Equal("Last valid version, 1 field to fix", page.Find("#launch-reason").TextContent);
    }

    [Fact]
    public async Task Json_Edited_FillsTheForm()
    {
        var page = Fresh();
        var json = page.Find("#json");
        await json.InputAsync(json.GetAttribute("value")!.Replace("\"seed\": 1", "\"seed\": 42", StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Equal("42", page.Find("[id='field-seed']").GetAttribute("value")), Patience);
    }

    [Fact]
    public void Sampler_Chosen_BringsItsOwnFieldsAndDropsThoseOfTheOther()
    {
        var page = Fresh();
        page.Find("[id='field-training.sampler.distillAfter']").Input("0.1");
        page.Find("[id='field-training.sampler.name']").Change("performance-aware");
        page.WaitForAssertion(() => Assert.False(Launch(page).HasAttribute("disabled")), Patience);
        Assert.Empty(page.FindAll("[id='field-training.sampler.distillAfter']"));
        Assert.DoesNotContain("distillAfter", page.Find("#json").GetAttribute("value")!, StringComparison.Ordinal);
        Assert.Contains("banks of the best subnets", page.Find("#sampler-note").TextContent, StringComparison.Ordinal);

        page.Find("[id='field-training.sampler.bank.capacity']").Input("20");
        page.Find("[id='field-training.sampler.levels']").Input("9000000000, 500000");
        page.WaitForElement(".field-error", Patience);
        Assert.Contains("No subnet has 9000000000", page.Find(".field-error").TextContent, StringComparison.Ordinal);
        Assert.Contains("\"capacity\": 20", page.Find("#json").GetAttribute("value")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Launch_ValidDraft_StoresItAndShowsItsPage()
    {
        var page = Fresh();
        await page.Find("[id='field-name']").InputAsync("mine");
        page.WaitForState(() => !Launch(page).HasAttribute("disabled"), Patience);
        await Launch(page).ClickAsync();
        var stored = Assert.Single(await Store.ListExperimentsAsync(Cancellation));
        Assert.Equal("mine", stored.Name);
        Assert.EndsWith($"experiments/{stored.Id}", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    private static IElement Launch(IRenderedComponent<NewExperimentPage> page) => page.FindAll("button").Single(button => button.TextContent.Trim() == "Launch");

    private IRenderedComponent<NewExperimentPage> Fresh()
    {
        var page = Render<NewExperimentPage>();
        page.WaitForElement("[data-exact]", Patience);
        return page;
    }
}
