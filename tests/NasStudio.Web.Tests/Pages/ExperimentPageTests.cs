using Bunit;
using NasStudio.Core.Experiments;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Protocol;
using NasStudio.Web.Pages;

namespace NasStudio.Web.Tests.Pages;

public sealed class ExperimentPageTests : PageContext
{
    [Fact]
    public void Render_UnknownId_SaysSo()
    {
        var page = Render<ExperimentPage>(parameters => parameters.Add(it => it.Id, Guid.Parse("01a209c6-1701-746f-a212-50fcdedcb07e")));
        page.WaitForElement(".blank", Patience);
        Assert.Equal("There is no such experiment", page.Find("h1").TextContent);
    }

    [Fact]
    public async Task Render_Draft_OffersStart()
    {
        var page = Page(await SubmitAsync("a draft"));
        page.WaitForElement(".blank-lead", Patience);
        Assert.Equal("Draft", page.Find(".chip").TextContent);
        Assert.Contains(page.FindAll("button"), button => button.TextContent.Trim() == "Start");
    }

    [Fact]
    public async Task Render_FailedRun_ShowsItsSentenceAndItsSubnets()
    {
        var experiment = await SubmitAsync("broke", start: true);
        await FailAsync(experiment.NewestRun!.Id, "Killed for want of memory at step 812; lower training.batchSize.");
        var page = Page(experiment);
        page.WaitForElement(".readouts", Patience);
        Assert.Contains("lower training.batchSize", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Failed", page.Find(".chip").TextContent);
        Assert.Contains("0.500 ms", page.Find("[aria-label=Front]").TextContent, StringComparison.Ordinal);
        Assert.Contains(page.FindAll(".chart"), chart => chart.GetAttribute("aria-label")!.Contains("1 on the front", StringComparison.Ordinal));
    }

    private IRenderedComponent<ExperimentPage> Page(ExperimentRow experiment) =>
        Render<ExperimentPage>(parameters => parameters.Add(it => it.Id, experiment.Id));

    private async Task FailAsync(Guid run, string sentence)
    {
        await Store.BeginLaunchAsync(run, "folder", "hash", Cancellation);
        var evaluation = new Evaluation
        {
            SubnetId = "0",
            Choices = [.. new int[17]],
            Fidelity = Fidelity.Search,
            Feasible = true,
            Values = System.Collections.Immutable.ImmutableSortedDictionary.CreateRange([KeyValuePair.Create("accuracy", 0.8), KeyValuePair.Create("latency", 0.5)]),
        };
        await Store.AppendAsync(
            run,
            1,
            [
                new BoxEvent(0.1, new Dictionary<string, double> { ["latency"] = 1 }) { Seq = 1 },
                new EvaluationEvent(evaluation) { Seq = 2 },
            ],
            Cancellation);
        await Store.EndRunAsync(run, 1, RunState.Failed, sentence, Cancellation);
    }
}
