using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using NasStudio.Core.Costs;
using NasStudio.Core.Decisions;
using NasStudio.Web.Tests.Hosting;

namespace NasStudio.Web.Tests.Api;

public sealed class NeighbourApiTests(FinishedRun studio) : IClassFixture<FinishedRun>
{
    private static readonly Architecture Centre = FinishedRun.Architectures[5];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_EvaluatedSubnet_ListsEveryChangeOfOneDecisionOnce()
    {
        var answer = await GetAsync(Centre.Id);
        var ids = answer.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("id").GetString()!).ToList();

        Assert.Equal(SampleRun.Space.Decisions.Neighbours(Centre).Select(one => one.Id).Order(StringComparer.Ordinal), ids.Order(StringComparer.Ordinal));
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(Centre.Id, ids);
        Assert.Equal(ids.Count, answer.GetProperty("possible").GetInt32());
    }

    [Fact]
    public async Task Get_NotEvaluated_CountsCostsExactlyAndEstimatesTheRestWithItsError()
    {
        var answer = await GetAsync(Centre.Id);
        var own = NetworkCost.Of(SampleRun.Space.Expand(Centre, SampleRun.Input));
        foreach (var row in answer.GetProperty("rows").EnumerateArray().Where(row => !row.GetProperty("evaluated").GetBoolean()))
        {
            var cost = NetworkCost.Of(SampleRun.Space.Expand(SampleRun.Space.Decisions.Parse(row.GetProperty("id").GetString()!)!, SampleRun.Input));
            var macs = row.GetProperty("values").GetProperty("macs");
            Assert.Equal((cost.Macs, cost.Macs - own.Macs), (macs.GetProperty("value").GetInt64(), macs.GetProperty("difference").GetInt64()));
            Assert.Equal("Exact", macs.GetProperty("origin").GetString());
            Assert.Equal("Estimated", row.GetProperty("values").GetProperty("accuracy").GetProperty("origin").GetString());
            Assert.InRange(row.GetProperty("values").GetProperty("latency").GetProperty("value").GetDouble(), 0.05, 1);
        }

        var models = answer.GetProperty("models");
        Assert.Equal(FinishedRun.Subnets, models.GetProperty("accuracy").GetProperty("samples").GetInt32());
        Assert.InRange(models.GetProperty("accuracy").GetProperty("error").GetDouble(), 0.001, 0.5);
        Assert.InRange(models.GetProperty("latency").GetProperty("relativeError").GetDouble(), 0.001, 1);
    }

    [Fact]
    public async Task Get_NeighbourThatWasEvaluated_HasItsMeasuredNumbers()
    {
        var known = FinishedRun.Architectures.ToDictionary(one => one.Id, StringComparer.Ordinal);
        var measured = 0;
        foreach (var centre in FinishedRun.Architectures)
        {
            if (SampleRun.Space.Decisions.Neighbours(centre).Any(one => known.ContainsKey(one.Id)))
            {
                var rows = (await GetAsync(centre.Id)).GetProperty("rows").EnumerateArray().Where(row => row.GetProperty("evaluated").GetBoolean()).ToList();
                Assert.All(rows, row => Assert.Equal("Measured", row.GetProperty("values").GetProperty("accuracy").GetProperty("origin").GetString()));
                measured += rows.Count;
            }
        }

        Assert.Equal(FinishedRun.Architectures.Sum(centre => SampleRun.Space.Decisions.Neighbours(centre).Count(one => known.ContainsKey(one.Id))), measured);
    }

    [Fact]
    public async Task Get_Rows_BetterOnesComeBeforeTradesAndThoseBeforeWorse()
    {
        var answer = await GetAsync(Centre.Id);
        string[] order = ["Better", "Trade", "Unknown", "Same", "Worse", "Infeasible"];
        var outlooks = answer.GetProperty("rows").EnumerateArray().Select(row => Array.IndexOf(order, row.GetProperty("outlook").GetString())).ToList();

        Assert.Equal(outlooks.Order(), outlooks);
        Assert.DoesNotContain(-1, outlooks);
    }

    [Fact]
    public async Task Get_UnknownSubnet_404()
    {
        using var client = studio.CreateClient();
        using var answer = await client.GetAsync($"/api/experiments/{studio.Experiment}/subnets/nosuch/neighbours", Stop);
        await answer.IsProblemAsync(HttpStatusCode.NotFound, Stop);
    }

    [Fact]
    public async Task Diagram_EvaluatedSubnet_IsAnSvgFileWithEveryBlock()
    {
        using var client = studio.CreateClient();
        using var answer = await client.GetAsync($"/api/experiments/{studio.Experiment}/subnets/{Centre.Id}/diagram", Stop);
        var picture = XDocument.Parse(Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(Stop)));

        Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType?.MediaType);
        Assert.EndsWith($"{Centre.Id}.svg", answer.Content.Headers.ContentDisposition?.FileNameStar ?? answer.Content.Headers.ContentDisposition?.FileName, StringComparison.Ordinal);
        Assert.Equal("http://www.w3.org/2000/svg", picture.Root!.Name.NamespaceName);
        Assert.Contains(picture.Descendants().Select(element => element.Value), text => text == "stem");
        Assert.Contains(picture.Descendants().Select(element => element.Value), text => text == "head");
    }

    private Task<JsonElement> GetAsync(string subnet) => studio.GetAsync($"/api/experiments/{studio.Experiment}/subnets/{subnet}/neighbours", Stop);
}
