using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NasStudio.Export.Latency;
using NasStudio.Runs.Estimates;
using NasStudio.Web.Experiments;
using NasStudio.Web.Tests.Hosting;

namespace NasStudio.Web.Tests.Api;

public sealed class EstimateApiTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Estimate_NothingMeasured_HasMemoryAndDiskButNoTime()
    {
        await using var studio = new Studio();
        var estimate = await EstimateAsync(studio, QuickstartExperiment.Json);
        Assert.Null(estimate["time"]);
        Assert.Equal("Not measured yet on this machine.", (string?)estimate["noTime"]);
        Assert.True((double)estimate["memory"]!["high"]! > (double)estimate["memory"]!["low"]!);
        Assert.True((double)estimate["disk"]!["low"]! > 0);
    }

    [Fact]
    public async Task Estimate_MachineMeasured_HasATimeWithItsOrigin()
    {
        await using var studio = new Studio();
        var stage = new StagePace(0.5, 0.6, 0.8, 2e6);
        new RunPaces(studio.Home).Add(new RunPace(DateTimeOffset.UnixEpoch, ThisMachine.Processor, "first look", "hybrid-tiny")
        {
            Training = stage,
            Accuracy = stage,
            Latency = stage,
            OtherSeconds = 3,
        });
        var estimate = await EstimateAsync(studio, QuickstartExperiment.Json);
        Assert.True((double)estimate["time"]!["low"]! > 0);
        Assert.Contains("first look", (string?)estimate["time"]!["basis"], StringComparison.Ordinal);
        Assert.Empty((await studio.CreateClient().GetFromJsonAsync<JsonArray>("/api/experiments", Cancellation))!);
    }

    [Fact]
    public async Task Estimate_BrokenDocument_NamesEveryError()
    {
        await using var studio = new Studio();
        var answer = await studio.CreateClient().PostAsync("/api/experiments/estimate", Studio.Json("{ \"schemaVersion\": 1, \"name\": \"\" }"), Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static async Task<JsonNode> EstimateAsync(Studio studio, string json)
    {
        var answer = await studio.CreateClient().PostAsync("/api/experiments/estimate", Studio.Json(json), Cancellation);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!;
    }
}
