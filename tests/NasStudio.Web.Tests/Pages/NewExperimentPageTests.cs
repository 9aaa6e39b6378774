using System.Text;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using NasStudio.Core.Spaces;
using NasStudio.Web.Pages;
using NasStudio.Web.Tables;

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
    public async Task Redo_AfterUndo_TakesTheTypedValueBackIntoItsField()
    {
        var page = Fresh();
        var before = Value(page, "seed");
        await page.InvokeAsync(() => page.Find("[id='field-seed']").Input("77"));
        page.WaitForAssertion(() => Assert.Equal("77", Value(page, "seed")), Patience);
        await PressAsync(page, "Undo");
        page.WaitForAssertion(() => Assert.Equal(before, Value(page, "seed")), Patience);
        await PressAsync(page, "Redo");
        page.WaitForAssertion(() => Assert.Equal("77", Value(page, "seed")), Patience);
    }

    [Fact]
    public async Task Template_Chosen_ReplacesTheDraftAndUndoBringsItBack()
    {
        var page = Fresh();
        await PressAsync(page, "Templates");
        page.WaitForElement(".gallery-card", Patience);
        await page.InvokeAsync(() => page.FindAll(".gallery-card").First(card => card.TextContent.Contains("Quickstart", StringComparison.Ordinal)).Click());
        page.WaitForAssertion(() => Assert.Equal("quickstart", Value(page, "name")), Patience);
        Assert.Empty(page.FindAll(".gallery-card"));
        await PressAsync(page, "Undo");
        page.WaitForAssertion(() => Assert.Equal("first look", Value(page, "name")), Patience);
    }

    [Fact]
    public async Task Import_ASpace_BecomesTheExperimentsOwn()
    {
        var page = Fresh();
        await PressAsync(page, "Import");
        var space = SearchSpaceWriter.ToJson(BuiltInSpaces.Find("elasticvit-micro")!);
        space["name"] = "brought along";
        page.WaitForElement("#import-text", Patience);
        await page.InvokeAsync(() => page.Find("#import-text").Input(space.ToJsonString()));
        page.WaitForState(() => !Button(page, "Use this text").HasAttribute("disabled"), Patience);
        await PressAsync(page, "Use this text");
        page.WaitForAssertion(() => Assert.Equal("brought along", Value(page, "searchSpace.name")), Patience);
        Assert.Equal("first look", Value(page, "name"));
    }

    [Fact]
    public async Task Import_SomethingElse_SaysWhatIsExpectedAndChangesNothing()
    {
        var page = Fresh();
        await PressAsync(page, "Import");
        page.WaitForElement("#import-text", Patience);
        await page.InvokeAsync(() => page.Find("#import-text").Input("{ \"epochs\": 3 }"));
        page.WaitForState(() => !Button(page, "Use this text").HasAttribute("disabled"), Patience);
        await PressAsync(page, "Use this text");
        Assert.Contains("an experiment has", page.WaitForElement("#import-problem", Patience).TextContent, StringComparison.Ordinal);
        Assert.True(Button(page, "Undo").HasAttribute("disabled"));
    }

    [Theory]
    [InlineData("from")]
    [InlineData("clone")]
    public async Task Address_OfAnEarlierExperiment_BeginsWithItsDocument(string parameter)
    {
        var earlier = await SubmitAsync("the first one");
        Services.GetRequiredService<NavigationManager>().NavigateTo($"experiments/new?{parameter}={earlier.Id}");
        Assert.Equal("the first one (copy)", Fresh().Find("[id='field-name']").GetAttribute("value"));
    }

    [Fact]
    public void Error_InTheForm_MarksItsLineOfTheJson()
    {
        var page = Fresh();
        page.Find("[id='field-training.batchSize']").Input("many");
        page.WaitForElement(".json-line-bad", Patience);
        var line = page.Find("#json").GetAttribute("value")!.Split('\n').Index().First(line => line.Item.Contains("\"many\"", StringComparison.Ordinal)).Index + 1;
        Assert.Equal($"{line}", page.Find(".json-line-bad").TextContent);
        Assert.StartsWith($"Line {line}, training.batchSize", page.Find(".json-errors button").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Switch_ToATableAndBack_KeepsNameAndWhatEachHad()
    {
        await Services.GetRequiredService<TableLibrary>().PutAsync("toy", Encoding.UTF8.GetBytes("params_a,values_accuracy,values_latency\n1,0.5,1\n2,0.7,2\n3,0.8,4\n4,0.81,8\n"), Cancellation);
        var page = Fresh();
        await page.Find("[id='field-name']").InputAsync("either");
        await page.Find("[id='field-training.epochs']").InputAsync("9");
        await PressAsync(page, "A benchmark table");
        page.WaitForElement("[id='field-table']", Patience);
        Assert.Equal("either", Value(page, "name"));
        await page.Find("[id='field-search.constraints.latency.max']").InputAsync("0.5");
        page.WaitForElement(".field-error", Patience);
        await page.Find("[id='field-search.constraints.latency.max']").InputAsync("4");
        page.WaitForState(() => !Launch(page).HasAttribute("disabled"), Patience);

        await PressAsync(page, "A trained supernet");
        page.WaitForAssertion(() => Assert.Equal("9", Value(page, "training.epochs")), Patience);
        await PressAsync(page, "A benchmark table");
        page.WaitForAssertion(() => Assert.Equal("4", Value(page, "search.constraints.latency.max")), Patience);
    }

    [Fact]
    public async Task Estimate_NothingMeasured_OffersAShortRunThatIsQueued()
    {
        var page = Fresh();
        page.WaitForElement("[data-estimate='Memory']", Patience);
        Assert.Empty(page.FindAll("[data-estimate='Time']"));
        Assert.Contains("Not measured yet on this machine.", page.Markup, StringComparison.Ordinal);
        await PressAsync(page, "Measure this machine");
        page.WaitForAssertion(() => Assert.Contains("Measuring", page.Find("[aria-label='Estimate']").TextContent, StringComparison.Ordinal), Patience);
        var measurement = Assert.Single(await Store.ListExperimentsAsync(Cancellation));
        Assert.Equal(8, measurement.Document.Search.Evaluations);
        Assert.Equal(24 * 64, measurement.Document.Dataset.TrainLimit);
        Assert.Equal("hybrid-tiny", measurement.Document.SearchSpace.Name);
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

    private static Task PressAsync(IRenderedComponent<NewExperimentPage> page, string text) => page.InvokeAsync(() => Button(page, text).Click());

    private static string? Value(IRenderedComponent<NewExperimentPage> page, string path) => page.Find($"[id='field-{path}']").GetAttribute("value");

    private static IElement Launch(IRenderedComponent<NewExperimentPage> page) => Button(page, "Launch");

    private static IElement Button(IRenderedComponent<NewExperimentPage> page, string text) => page.FindAll("button").Single(button => button.TextContent.Trim() == text);

    private IRenderedComponent<NewExperimentPage> Fresh()
    {
        var page = Render<NewExperimentPage>();
        page.WaitForElement("[data-exact]", Patience);
        page.WaitForElement(".histogram svg", Patience);
        return page;
    }
}
