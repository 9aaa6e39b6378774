using System.Globalization;
using Bunit;
using NasStudio.Web.Parts;
using NasStudio.Web.Tests.Hosting;
using NasStudio.Web.Tests.Pages;
using NasStudio.Web.Tests.Subnets;

namespace NasStudio.Web.Tests.Parts;

public sealed class ImportancePanelTests : PageContext
{
    [Fact]
    public async Task Compute_TooFewSubnets_SaysHowManyItTakes()
    {
        var panel = await PanelAsync(3);
        await panel.FindAll("button").Single(button => button.TextContent.Trim() == "Compute").ClickAsync(new());
        Assert.Contains("20 distinct subnets or more; 3 are evaluated", panel.Find(".verdict").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compute_EnoughSubnets_ShowsADecisionARowByStageAndWhatItWasComputedFrom()
    {
        var panel = await PanelAsync(30);
        await panel.FindAll("button").Single(button => button.TextContent.Trim() == "Compute").ClickAsync(new());
        panel.WaitForElement("table", Patience);

        Assert.Equal(SampleRun.Space.Decisions.Decisions.Count(decision => decision.Choices.Length > 1), panel.FindAll("tbody tr").Count);
        Assert.Equal(SampleRun.Space.Decisions.Decisions.Where(decision => decision.Choices.Length > 1).Select(decision => decision.Group).Distinct(), panel.FindAll("th[scope=rowgroup]").Select(stage => stage.TextContent));
        Assert.Contains("all 30 distinct subnets of the first 30 evaluations", panel.Markup, StringComparison.Ordinal);
        var shares = panel.FindAll(".share-value").Select(share => double.Parse(share.TextContent.Split(' ')[0], CultureInfo.InvariantCulture)).ToList();
        Assert.Equal("resolution", panel.FindAll("tbody th[scope=row]")[shares.IndexOf(shares.Max())].TextContent);
    }

    /// <summary>Subnets whose accuracy the resolution alone decides.</summary>
    private async Task<IRenderedComponent<ImportancePanel>> PanelAsync(int subnets)
    {
        var experiment = await SubmitAsync("importance");
        var resolution = SampleRun.Space.Decisions.IndexOf("resolution");
        var snapshot = SampleSnapshot.Of(
            [.. SampleRun.Architectures(subnets).Select(one => SampleSnapshot.Subnet(one.Id, accuracy: one.Choices[resolution] == 0 ? 0.5 : 0.9, latency: 1, feasible: true, [.. one.Choices]))],
            front: []);
        return Render<ImportancePanel>(parameters => parameters.Add(panel => panel.Experiment, experiment).Add(panel => panel.Snapshot, snapshot));
    }
}
