using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using NasStudio.Export.Latency;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Protocol;
using NasStudio.Web.Pages;
using NasStudio.Web.Parts.Experiment;
using NasStudio.Web.Tests.Hosting;

namespace NasStudio.Web.Tests.Pages;

public sealed class SubnetPageTests : PageContext
{
    [Fact]
    public async Task Render_EvaluatedSubnet_ShowsBlocksLayersAndNeighboursAndSaysWhyAccuracyIsNotEstimated()
    {
        var experiment = await RunAsync();
        var page = Render<SubnetPage>(parameters => parameters.Add(it => it.Id, experiment.Id).Add(it => it.SubnetId, SampleRun.Space.Smallest.Id));
        page.WaitForElement(".neighbour-scroll", Patience);

        Assert.Equal("stem", page.Find("button[data-block]").GetAttribute("data-block"));
        Assert.NotEmpty(page.FindAll("tr[data-block=stem]"));
        page.WaitForAssertion(() => Assert.Contains("20 distinct subnets or more", page.Find("[aria-label=Neighbours]").TextContent, StringComparison.Ordinal), Patience);
        Assert.Contains("No files to download", page.Find(".page-head").TextContent, StringComparison.Ordinal);
        Assert.Equal(NasStudio.Core.Decisions.DecisionVariation.Neighbours(SampleRun.Space.Decisions, SampleRun.Space.Smallest).Count(), page.FindAll(".neighbour-scroll tbody tr").Count);
    }

    [Fact]
    public async Task MeasureLatencyByLayer_NothingRuns_FillsTheColumnAndSaysWhereItComesFrom()
    {
        var experiment = await RunAsync();
        var page = Render<SubnetPage>(parameters => parameters.Add(it => it.Id, experiment.Id).Add(it => it.SubnetId, SampleRun.Space.Smallest.Id));
        page.WaitForElement(".layer-table", Patience);
        Assert.DoesNotContain("Latency", page.Find(".layer-table thead").TextContent, StringComparison.Ordinal);

        await page.Find("[aria-label=Layers] .panel-head button").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("Latency", page.Find(".layer-table thead").TextContent, StringComparison.Ordinal), Patience);
        Assert.All(page.FindAll(".layer-table tbody tr[data-block]"), row => Assert.Matches(@"s$|^fused$", row.Children[7].TextContent.Trim()));
        Assert.Contains(ThisMachine.Processor, page.Find("[aria-label=Layers] [role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MeasureLatencyByLayer_ARunThatMayMeasure_IsRefusedWithItsName()
    {
        var experiment = await RunAsync();
        var running = (await SubmitAsync("in the way", start: true)).NewestRun!.Id;
        await Store.BeginLaunchAsync(running, "folder", "hash", Cancellation);
        var page = Render<SubnetPage>(parameters => parameters.Add(it => it.Id, experiment.Id).Add(it => it.SubnetId, SampleRun.Space.Smallest.Id));
        page.WaitForElement(".layer-table", Patience);

        await page.Find("[aria-label=Layers] .panel-head button").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("“in the way” is in its stage", page.Find("[aria-label=Layers] [role=alert]").TextContent, StringComparison.Ordinal), Patience);
        Assert.DoesNotContain("Latency", page.Find(".layer-table thead").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_SubnetThatWasNotEvaluated_SaysSo()
    {
        var experiment = await RunAsync();
        var page = Render<SubnetPage>(parameters => parameters.Add(it => it.Id, experiment.Id).Add(it => it.SubnetId, "zzz"));
        page.WaitForElement(".blank", Patience);
        Assert.Contains("has not evaluated a subnet zzz", page.Find(".blank").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LogTab_FilteredAndSearched_ShowsTheLinesThatFitAndKeepsItInTheAddress()
    {
        var experiment = await RunAsync(Enumerable.Range(1, 5).Select(n => new LogEvent(n % 2 == 0 ? "warning" : "info", $"line {n}")));
        var navigation = Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo($"experiments/{experiment.Id}?tab=log");
        var page = Render<ExperimentPage>(parameters => parameters.Add(it => it.Id, experiment.Id));
        page.WaitForElement(".log-line", Patience);
        var log = page.FindComponent<LogTab>();

        Assert.Equal(["line 1", "line 2", "line 3", "line 4", "line 5"], Lines(log));
        await log.Find("select").ChangeAsync(new ChangeEventArgs { Value = "warning" });
        Assert.Contains("level=warning", navigation.Uri, StringComparison.Ordinal);
        await log.Find("input[type=search]").ChangeAsync(new ChangeEventArgs { Value = "4" });
        log.Render();

        Assert.Equal(["line 4"], Lines(log));
    }

    private static IEnumerable<string> Lines(IRenderedComponent<LogTab> log) =>
        log.FindAll(".log-line span").Select(line => line.TextContent.Replace("warning: ", "", StringComparison.Ordinal));

    private async Task<ExperimentRow> RunAsync(IEnumerable<RunEvent>? more = null)
    {
        var experiment = await SubmitAsync("one subnet", start: true);
        var run = experiment.NewestRun!.Id;
        await Store.BeginLaunchAsync(run, "folder", "hash", Cancellation);
        var evaluation = SampleRun.Evaluated(SampleRun.Space.Smallest, 1);
        RunEvent[] events = [SampleRun.Box, evaluation, .. more ?? []];
        await Store.AppendAsync(run, 1, [.. events.Select((one, index) => one with { Seq = index + 1 })], Cancellation);
        await Store.EndRunAsync(run, 1, RunState.Completed, null, Cancellation);
        return experiment;
    }
}
