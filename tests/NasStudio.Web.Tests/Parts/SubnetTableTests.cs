using Bunit;
using NasStudio.Web.Parts;

namespace NasStudio.Web.Tests.Parts;

public sealed class SubnetTableTests : BunitContext
{
    private static readonly SubnetRow[] Rows =
    [
        new(1, "dominated", 0.8, 2, 10, 1, Front: false, Feasible: true),
        new(2, "slow", 0.9, 3, 20, 2, Front: true, Feasible: true),
        new(3, "infeasible", 0.95, 9, 30, 3, Front: false, Feasible: false),
        new(4, "quick", 0.7, 1, 5, 1, Front: true, Feasible: true),
    ];

    public SubnetTableTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public void Render_Rows_ShowsTheFrontFirst() => Assert.Equal(["quick", "slow", "dominated", "infeasible"], Ids(Table()));

    [Fact]
    public void Header_ClickedOnAccuracy_SortsBestFirstAndSaysSo()
    {
        var table = Table();
        table.FindAll("th button").Single(button => button.TextContent.StartsWith("Accuracy", StringComparison.Ordinal)).Click();
        Assert.Equal(["infeasible", "slow", "dominated", "quick"], Ids(table));
        Assert.Equal("descending", table.FindAll("th").Single(header => header.TextContent.StartsWith("Accuracy", StringComparison.Ordinal)).GetAttribute("aria-sort"));
    }

    [Fact]
    public void Row_Clicked_OpensItsSubnet()
    {
        string? opened = null;
        var table = Table(id => opened = id);
        table.FindAll("tbody tr").Single(row => row.TextContent.Contains("slow", StringComparison.Ordinal)).Click();
        Assert.Equal("slow", opened);
    }

    private static IEnumerable<string> Ids(IRenderedComponent<SubnetTable> table) => table.FindAll("tbody a").Select(link => link.TextContent);

    private IRenderedComponent<SubnetTable> Table(Action<string>? open = null) => Render<SubnetTable>(parameters => parameters
        .Add(table => table.Rows, Rows)
        .Add(table => table.Link, id => $"subnets/{id}")
        .Add(table => table.Open, open ?? (_ => { })));
}
