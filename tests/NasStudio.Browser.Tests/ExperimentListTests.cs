using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NasStudio.Browser.Tests;

/// <summary>The list of experiments and the comparison, as a person uses them.</summary>
public sealed class ExperimentListTests(SeededStudioFixture studio) : IClassFixture<SeededStudioFixture>
{
    [Fact]
    public async Task Search_Typed_FiltersAndSurvivesReloadAndSorting()
    {
        await using var watched = await OpenAsync();
        var page = watched.Page;
        await page.GetByRole(AriaRole.Searchbox).FillAsync("baseline paper");
        await Expect(page).ToHaveURLAsync(new Regex(@"\?q=baseline(%20|\+)paper$"));
        await Expect(page.Locator("a.name")).ToHaveTextAsync(["first look"]);
        await page.ReloadAsync();
        await Expect(page.Locator("a.name")).ToHaveTextAsync(["first look"]);
        await page.GetByRole(AriaRole.Searchbox).FillAsync("");
        await Expect(page.Locator("a.name")).ToHaveCountAsync(5);
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Best accuracy") }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("sort=-accuracy"));
        await Expect(page.Locator("a.name").Last).ToHaveTextAsync("next idea");
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task Delete_ThenUndo_BringsTheExperimentBack()
    {
        await using var watched = await OpenAsync();
        var page = watched.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Actions for too large a batch" }).ClickAsync();
        await page.GetByText("Delete", new() { Exact = true }).ClickAsync();
        await Expect(page.Locator("a.name", new() { HasText = "too large a batch" })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.Locator("a.name", new() { HasText = "too large a batch" })).ToHaveCountAsync(1);
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task TagsAndNotes_Written_AreOnTheListAndOnThePage()
    {
        await using var watched = await OpenAsync();
        var page = watched.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Actions for overnight" }).ClickAsync();
        await page.GetByText("Tags and notes").ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Tags", Exact = true }).FillAsync("night shift");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Write notes" }).ClickAsync();
        await page.GetByLabel("Notes (Markdown)").FillAsync("**Stopped** at [night](https://example.org). <img src=x onerror=alert(1)>");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save notes" }).ClickAsync();
        await Expect(page.Locator(".markdown strong")).ToHaveTextAsync("Stopped");
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Expect(page.Locator(".tag", new() { HasText = "night shift" })).ToBeVisibleAsync();
        await page.GotoAsync(studio.At($"/experiments/{studio.Home.Interrupted}?tab=settings"));
        await Expect(page.Locator(".markdown strong")).ToHaveTextAsync("Stopped");
        await Expect(page.Locator(".markdown img")).ToHaveCountAsync(0);
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task Compare_TwoSelected_DrawsBothFrontsAndLeadsToTheSubnets()
    {
        await using var watched = await OpenAsync();
        var page = watched.Page;
        await page.GetByLabel("Select first look").CheckAsync();
        await page.GetByLabel("Select longer training").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare", Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex(@"/compare\?experiments="));
        await page.WaitForFunctionAsync("""
            () => [...document.querySelectorAll('.js-plotly-plot')].some(chart => chart.data.filter(trace => trace.meta?.startsWith('compare.front.') && trace.x?.length > 2).length === 2)
            """);
        await Expect(page.Locator(".compared-table")).ToContainTextAsync("one seed: no interval");
        await Expect(page.Locator(".settings-table")).ToContainTextAsync("training.epochs");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "CSV" }).First.ClickAsync());
        Assert.StartsWith("series,experiment,name,subnet_id,values_accuracy,values_latency", await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("best subnet of A") }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex(@"/compare/subnets\?a="));
        await Expect(page.Locator("h1")).ToHaveTextAsync("Compare subnets");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Table of numbers" })).ToContainTextAsync("points");
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task Subnet_ComparedWithTheSmallest_ShowsWhatDiffers()
    {
        await using var watched = await studio.Browser.OpenAsync();
        var page = watched.Page;
        await page.GotoAsync(studio.At($"/experiments/{studio.Home.Finished}/subnets/{SeededHome.Largest}"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare with" }).ClickAsync();
        await page.GetByText("The smallest", new() { Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("b=smallest$"));
        await Expect(page.Locator(".diff-change").First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Table of decisions" })).ToContainTextAsync("resolution");
        Assert.Empty(watched.Faults);
    }

    private async Task<WatchedPage> OpenAsync()
    {
        var watched = await studio.Browser.OpenAsync();
        await watched.Page.GotoAsync(studio.At("/experiments"));
        await watched.Page.Locator("a.name").First.WaitForAsync();
        return watched;
    }
}
