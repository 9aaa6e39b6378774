using Bunit;
using MudBlazor.Services;
using NasStudio.Core.Experiments;
using NasStudio.Web.Parts;

namespace NasStudio.Web.Tests.Parts;

public sealed class StandAlonePanelTests : BunitContext
{
    [Fact]
    public void Render_FourSubnets_SaysHowAlikeTheOrdersAreAndWhereTheyComeFrom()
    {
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
        var ranking = new StandAloneRanking(
            3, 2000, 20, [.. Enumerable.Range(1, 4).Select(index => new StandAloneSubnet($"s{index}", index * 1000, index * 0.1, [index * 0.2], index == 2))]);

        var part = Render<StandAlonePanel>(parameters => parameters
            .Add(it => it.ChartId, "chart").Add(it => it.Ranking, ranking).Add(it => it.Link, id => $"subnets/{id}"));

        Assert.Contains("of 4 subnets is 1.00", part.Find(".verdict").TextContent, StringComparison.Ordinal);
        Assert.Contains("4 of 20 subnets, from fresh weights, 3 epochs each", part.Find(".note").TextContent, StringComparison.Ordinal);
        part.FindAll(".switch button")[1].Click();
        Assert.Equal("subnets/s2", part.FindAll("tbody a")[1].GetAttribute("href"));
        Assert.Contains("(front)", part.FindAll("tbody tr")[1].TextContent, StringComparison.Ordinal);
    }
}
