using Bunit;
using NasStudio.Core.Decisions;
using NasStudio.Web.Parts;
using NasStudio.Web.Subnets;

namespace NasStudio.Web.Tests.Parts;

public sealed class SubnetFilterTests : BunitContext
{
    private static readonly DecisionSpace Space = new([new Decision("s1.kernel", [new Choice(3), new Choice(5), new Choice(7)]), new Decision("fixed", [new Choice(1)])]);
    private SubnetQuery? _asked;

    [Fact]
    public void Render_Space_OffersEveryDecisionThatHasAChoice() => Assert.Equal(["s1.kernel"], Filter(SubnetQuery.All).FindAll("legend").Select(legend => legend.TextContent));

    [Fact]
    public void Choice_Checked_IsAddedInTheOrderOfTheChoices()
    {
        var filter = Filter(SubnetQuery.All with { Where = SubnetQuery.All.Where.Add("s1.kernel", ["7"]) });
        filter.FindAll("input[type=checkbox]")[0].Change(true);
        Assert.Equal(["3", "7"], _asked!.Where["s1.kernel"]);
    }

    [Fact]
    public void Choice_LastUnchecked_TakesTheDecisionOutOfTheFilter()
    {
        var filter = Filter(SubnetQuery.All with { Where = SubnetQuery.All.Where.Add("s1.kernel", ["7"]) });
        filter.FindAll("input[type=checkbox]")[2].Change(false);
        Assert.Empty(_asked!.Where);
    }

    [Fact]
    public void Place_Chosen_AsksForIt()
    {
        Filter(SubnetQuery.All).Find("select").Change("infeasible");
        Assert.Equal((false, false), (_asked!.Front, _asked.Feasible));
    }

    [Fact]
    public void Chip_Clicked_RemovesOneDecision()
    {
        var filter = Filter(SubnetQuery.All with { Find = "ab", Where = SubnetQuery.All.Where.Add("s1.kernel", ["3", "5"]) });
        var chip = filter.Find(".filter-chip");
        Assert.Contains("3 or 5", chip.TextContent, StringComparison.Ordinal);
        chip.Click();
        Assert.Equal(("ab", 0), (_asked!.Find, _asked.Where.Count));
    }

    private IRenderedComponent<SubnetFilter> Filter(SubnetQuery query)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        return Render<SubnetFilter>(parameters => parameters
            .Add(filter => filter.Query, query)
            .Add(filter => filter.QueryChanged, asked => _asked = asked)
            .Add(filter => filter.Space, Space));
    }
}
