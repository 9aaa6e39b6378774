using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using NasStudio.Core.Experiments;
using NasStudio.Core.Spaces;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Protocol;
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

    [Fact]
    public async Task Render_ThirtyExperiments_ShowsOnePageAndTheWayToTheNext()
    {
        for (var i = 0; i < 30; i++)
        {
            await CreateAsync(string.Create(CultureInfo.InvariantCulture, $"number {i:D2}"));
        }

        Services.GetRequiredService<NavigationManager>().NavigateTo("experiments?sort=name");
        var page = Render<ExperimentsPage>();
        page.WaitForElement("a.name", Patience);
        Assert.Equal(25, page.FindAll("a.name").Count);
        Assert.Equal("number 00", page.FindAll("a.name")[0].TextContent);
        Assert.EndsWith("experiments?sort=name&page=2", page.Find("a[rel=next]").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("ascending", page.Find("th.list-name").GetAttribute("aria-sort"));
        Assert.EndsWith("sort=-name", page.Find("th.list-name a").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_BeyondTheLast_ShowsTheLast()
    {
        await SubmitAsync("only");
        Services.GetRequiredService<NavigationManager>().NavigateTo("experiments?page=7");
        var page = Render<ExperimentsPage>();
        page.WaitForElement("a.name", Patience);
        Assert.Equal("only", Assert.Single(page.FindAll("a.name")).TextContent);
    }

    [Fact]
    public async Task Render_FailedAndInterrupted_SayWhyAndOfferResume()
    {
        var failed = await SubmitAsync("broke", start: true);
        await EndAsync(failed, RunState.Failed, "Out of memory; lower training.batchSize.");
        var interrupted = await SubmitAsync("cut", start: true);
        await EndAsync(interrupted, RunState.Interrupted, "The studio stopped.");
        var page = Render<ExperimentsPage>();
        page.WaitForElement("a.name", Patience);
        Assert.Equal("Out of memory; lower training.batchSize.", page.Find(".cell-note.bad").TextContent);
        Assert.Equal("Search, 40 %. The studio stopped.", page.Find(".cell-note.warn").TextContent);
        page.Find("button[aria-label='Resume cut']").Click();
        page.WaitForAssertion(() => Assert.Equal(["Queued", "Failed"], page.FindAll(".chip").Select(chip => chip.TextContent)), Patience);
    }

    [Fact]
    public async Task Delete_SelectedRows_HidesWhatMayGoAndSaysWhatMayNot()
    {
        await SubmitAsync("goes");
        await SubmitAsync("stays", start: true);
        var page = Render<ExperimentsPage>();
        page.WaitForElement("a.name", Patience);
        page.Find("input[aria-label='Select all on this page']").Change(true);
        page.FindAll(".list-selection button").Single(button => button.TextContent.Trim() == "Delete").Click();
        page.WaitForAssertion(() => Assert.Equal(["stays"], page.FindAll("a.name").Select(name => name.TextContent)), Patience);
        var notices = Services.GetRequiredService<ISnackbar>().ShownSnackbars.Select(notice => notice.Message?.ToString()).ToList();
        Assert.Equal(2, notices.Count);
    }

    private Task<ExperimentRow> CreateAsync(string name) => Store.CreateExperimentAsync(
        "{}",
        new ExperimentDocument { Name = name, SearchSpace = BuiltInSpaces.Find("hybrid-tiny")!, Dataset = new DatasetOptions("shapes") },
        null,
        Cancellation);

    private async Task EndAsync(ExperimentRow experiment, RunState state, string sentence)
    {
        var run = experiment.NewestRun!.Id;
        await Store.BeginLaunchAsync(run, "folder", "hash", Cancellation);
        await Store.AppendAsync(run, 1, [new ProgressEvent(RunStages.Search, 0.4, null, null, 4, 10) { Seq = 1 }], Cancellation);
        await Store.EndRunAsync(run, 1, state, sentence, Cancellation);
    }
}
