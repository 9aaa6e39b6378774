using Bunit;
using NasStudio.Core.Objectives;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Charts;
using NasStudio.Web.Parts;
using NasStudio.Web.Subnets;
using NasStudio.Web.Tests.Subnets;

namespace NasStudio.Web.Tests.Parts;

public sealed class SubnetTableTests : BunitContext
{
    private static readonly RunSnapshot Snapshot = SampleSnapshot.Of(
        [
            SampleSnapshot.Subnet("dominated", accuracy: 0.8, latency: 2),
            SampleSnapshot.Subnet("slow", accuracy: 0.9, latency: 3),
            SampleSnapshot.Subnet("infeasible", accuracy: 0.95, latency: 9, feasible: false),
            SampleSnapshot.Subnet("quick", accuracy: 0.7, latency: 1),
        ],
        front: [3, 1]);

    public SubnetTableTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public void Render_Rows_ShowsThemInTheirOrderWithPlaceAndNumber()
    {
        var table = Table([3, 1, 0, 2]);
        Assert.Equal(["quick", "slow", "dominated", "infeasible"], Ids(table));
        var first = table.FindAll("tbody tr").First(row => row.TextContent.Contains("quick", StringComparison.Ordinal)).QuerySelectorAll("td").Select(cell => cell.TextContent);
        Assert.Equal(["quick", "On the front", "70.00 %", "1.00 ms", "–", "–", "4"], first);
    }

    [Fact]
    public void Header_ClickedOnAccuracy_AsksForTheBestFirst()
    {
        SubnetQuery? asked = null;
        var table = Table([0], SubnetQuery.All, query => asked = query);
        table.FindAll("th button").Single(button => button.TextContent == "Accuracy").Click();
        Assert.Equal(("accuracy", true), (asked?.Sort, asked?.Descending));
    }

    [Fact]
    public void Header_ClickedAgain_TurnsTheOrderRoundAndSaysWhichItIs()
    {
        SubnetQuery? asked = null;
        var table = Table([0], SubnetQuery.All with { Sort = "latency" }, query => asked = query);
        var header = table.FindAll("th").Single(one => one.TextContent.StartsWith("Latency", StringComparison.Ordinal));
        Assert.Equal("ascending", header.GetAttribute("aria-sort"));
        header.QuerySelector("button")!.Click();
        Assert.Equal(("latency", true), (asked?.Sort, asked?.Descending));
    }

    [Fact]
    public void Row_Clicked_OpensItsSubnet()
    {
        string? opened = null;
        var table = Table([1], open: id => opened = id);
        table.FindAll("tbody tr").Single(row => row.TextContent.Contains("slow", StringComparison.Ordinal)).Click();
        Assert.Equal("slow", opened);
    }

    private static IEnumerable<string> Ids(IRenderedComponent<SubnetTable> table) => table.FindAll("tbody a").Select(link => link.TextContent);

    private IRenderedComponent<SubnetTable> Table(int[] rows, SubnetQuery? query = null, Action<SubnetQuery>? ask = null, Action<string>? open = null) =>
        Render<SubnetTable>(parameters => parameters
            .Add(table => table.Snapshot, Snapshot)
            .Add(table => table.Rows, rows)
            .Add(table => table.Axes, [.. ObjectiveDefinition.All.Select(ObjectiveAxis.Of)])
            .Add(table => table.Query, query ?? SubnetQuery.All)
            .Add(table => table.QueryChanged, ask ?? (_ => { }))
            .Add(table => table.Link, id => $"subnets/{id}")
            .Add(table => table.Open, open ?? (_ => { })));
}
