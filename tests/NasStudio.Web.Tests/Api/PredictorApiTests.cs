using System.Net;
using System.Text.Json;
using NasStudio.Web.Tests.Hosting;

namespace NasStudio.Web.Tests.Api;

public sealed class PredictorApiTests(FinishedRun studio) : IClassFixture<FinishedRun>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_FinishedRun_AnswersEveryKindForEachMeasuredObjective()
    {
        var study = await studio.GetAsync($"/api/experiments/{studio.Experiment}/predictors", Stop);

        Assert.Equal((FinishedRun.Subnets, FinishedRun.Subnets), (study.GetProperty("evaluations").GetInt32(), study.GetProperty("samples").GetInt32()));
        Assert.Equal(["accuracy", "latency"], study.GetProperty("objectives").EnumerateArray().Select(one => one.GetProperty("objective").GetString()));
        var accuracy = study.GetProperty("objectives")[0];
        Assert.Equal(FinishedRun.Subnets, accuracy.GetProperty("measured").GetArrayLength());
        Assert.InRange(accuracy.GetProperty("macs").GetProperty("kendallTau").GetDouble(), 0, 1);
        foreach (var kind in accuracy.GetProperty("predictors").EnumerateArray())
        {
            var tau = kind.GetProperty("quality").GetProperty("kendallTau").GetDouble();
            Assert.Equal(tau > accuracy.GetProperty("macs").GetProperty("kendallTau").GetDouble(), kind.GetProperty("beatsMacs").GetBoolean());
            Assert.Equal(FinishedRun.Subnets, kind.GetProperty("predicted").GetArrayLength());
        }
    }

    [Fact]
    public async Task Get_Twice_AnswersTheSame()
    {
        var first = await studio.GetAsync($"/api/experiments/{studio.Experiment}/predictors", Stop);
        var second = await studio.GetAsync($"/api/experiments/{studio.Experiment}/predictors", Stop);

        Assert.True(JsonElement.DeepEquals(first, second));
    }

    [Fact]
    public async Task Get_DraftOrUnknown_IsAProblemWithTheRule()
    {
        var draft = await studio.SubmitAsync(start: false, Stop);
        using var client = studio.CreateClient();
        using var tooFew = await client.GetAsync($"/api/experiments/{draft}/predictors", Stop);
        using var unknown = await client.GetAsync("/api/experiments/01a209c6-1701-746f-a212-50fcdedcb07e/predictors", Stop);

        Assert.Contains("20 distinct subnets", (await tooFew.IsProblemAsync(HttpStatusCode.Conflict, Stop)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        await unknown.IsProblemAsync(HttpStatusCode.NotFound, Stop);
    }
}
