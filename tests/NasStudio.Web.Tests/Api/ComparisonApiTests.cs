using System.Net;
using System.Text.Json;
using NasStudio.Web.Comparisons;
using NasStudio.Web.Tests.Hosting;

namespace NasStudio.Web.Tests.Api;

public sealed class ComparisonApiTests(FinishedRun studio) : IClassFixture<FinishedRun>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Compare_TwoExperiments_SeriesWithFrontsAndHypervolumesInOneBox()
    {
        var second = await studio.SubmitAsync(start: true, Stop, "second");
        await studio.WaitForAsync(second, "Completed", Stop);

        var answer = await studio.GetAsync($"/api/compare?experiments={studio.Experiment},{second}", Stop);

        Assert.Equal(["accuracy", "latency"], answer.GetProperty("objectives").EnumerateArray().Select(objective => objective.GetString()!));
        var series = answer.GetProperty("series").EnumerateArray().ToList();
        Assert.Equal([studio.Experiment, second], series.Select(one => one.GetProperty("experiment").GetGuid()));
        Assert.All(series, AssertFront);

        // The same evaluations, measured in the box of the first.
        var hypervolumes = series.Select(one => one.GetProperty("hypervolume").GetDouble()).ToList();
        Assert.InRange(hypervolumes[0], 0.01, 1);
        Assert.Equal(hypervolumes[0], hypervolumes[1], 12);
        Assert.All(series, one => Assert.Equal(FinishedRun.Subnets, one.GetProperty("curve").GetProperty("median").GetArrayLength()));
    }

    [Fact]
    public async Task Compare_OneExperiment_IsOneSeries()
    {
        var answer = await studio.GetAsync($"/api/compare?experiments={studio.Experiment}", Stop);

        AssertFront(Assert.Single(answer.GetProperty("series").EnumerateArray().ToList()));
    }

    [Fact]
    public async Task Compare_UnknownId_404ThatNamesIt()
    {
        var unknown = new Guid("0198c0de-0000-7000-8000-000000000000");

        await FailsAsync($"{studio.Experiment},{unknown}", HttpStatusCode.NotFound, unknown.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("first,second")]
    public async Task Compare_NoId_400ThatSaysWhatToWrite(string experiments) =>
        await FailsAsync(experiments, HttpStatusCode.BadRequest, "holds no id of an experiment; write up to 6 ids");

    [Fact]
    public async Task Compare_TooManyIds_400InsteadOfAnAnswerAboutSomeOfThem()
    {
        var ids = Enumerable.Range(1, ExperimentComparison.Most + 1).Select(n => new Guid(n, 0, 0, new byte[8]));

        await FailsAsync(string.Join(',', ids), HttpStatusCode.BadRequest, "7 experiments are more than the 6");
    }

    private static void AssertFront(JsonElement series)
    {
        var front = series.GetProperty("front");
        double[] latencies = [.. front.GetProperty("x").EnumerateArray().Select(value => value.GetDouble())];
        double[] accuracies = [.. front.GetProperty("y").EnumerateArray().Select(value => value.GetDouble())];
        Assert.True(latencies.Length > 1);
        Assert.Equal(latencies.Length, front.GetProperty("ids").GetArrayLength());
        Assert.Equal(latencies.Order(), latencies);
        Assert.Equal(accuracies.Order(), accuracies);
    }

    private async Task FailsAsync(string experiments, HttpStatusCode status, string sentence)
    {
        using var client = studio.CreateClient();
        using var answer = await client.GetAsync($"/api/compare?experiments={experiments}", Stop);
        var problem = await answer.IsProblemAsync(status, Stop);
        Assert.Contains(sentence, problem.GetRawText(), StringComparison.Ordinal);
    }
}
