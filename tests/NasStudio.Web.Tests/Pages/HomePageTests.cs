using Bunit;
using NasStudio.Runs.Experiments;
using NasStudio.Web.Pages;

namespace NasStudio.Web.Tests.Pages;

public sealed class HomePageTests : PageContext
{
    [Fact]
    public void Render_EmptyHome_OffersTheQuickstartAsTheOnlyFilledButton()
    {
        var page = Render<HomePage>();
        page.WaitForElement(".home-blank", Patience);
        var filled = Assert.Single(page.FindAll(".mud-button-filled"));
        Assert.Equal("Quickstart", filled.TextContent.Trim());
        Assert.Contains("Compose", page.Markup, StringComparison.Ordinal);
        Assert.Single(page.FindAll("svg.example-front[aria-hidden]"));
    }

    [Fact]
    public async Task Render_QueuedExperiment_ShowsItAndKeepsTheQuickstart()
    {
        await SubmitAsync("waits", start: true);
        var page = Render<HomePage>();
        page.WaitForElement("#home-running", Patience);
        Assert.Contains("waits", page.Find(".home-row").TextContent, StringComparison.Ordinal);
        Assert.Contains("waits for the run before it", page.Find(".home-row").TextContent, StringComparison.Ordinal);
        Assert.Contains(page.FindAll("button"), button => button.TextContent.Trim() == "Quickstart");
        Assert.Empty(page.FindAll("#home-stopped"));
    }

    [Fact]
    public async Task Render_InterruptedRun_SaysWhyAndResumesIt()
    {
        var experiment = await SubmitAsync("broke off", start: true);
        var run = experiment.NewestRun!;
        var launched = await Store.BeginLaunchAsync(run.Id, "folder", "hash", Cancellation);
        await Store.EndRunAsync(run.Id, launched!.Launch, RunState.Interrupted, "The worker was killed.", Cancellation);
        var page = Render<HomePage>();
        page.WaitForElement("#home-stopped", Patience);
        Assert.Contains("The worker was killed.", page.Find(".home-row").TextContent, StringComparison.Ordinal);

        await page.InvokeAsync(() => page.Find("[aria-label='Resume broke off']").Click());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("#home-stopped")), Patience);
        Assert.Equal(RunState.Queued, (await Store.FindExperimentAsync(experiment.Id, Cancellation))!.NewestRun!.State);
    }
}
