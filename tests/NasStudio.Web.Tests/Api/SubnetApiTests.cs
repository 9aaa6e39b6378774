using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using NasStudio.Web.Tests.Hosting;

namespace NasStudio.Web.Tests.Api;

public sealed class SubnetApiTests(FinishedRun studio) : IClassFixture<FinishedRun>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Address => $"/api/experiments/{studio.Experiment}";

    private static string FirstId => FinishedRun.Architectures[0].Id;

    [Fact]
    public async Task List_Everything_InTheOrderOfEvaluationWithNumbersAndChoices()
    {
        var subnets = await ListAsync("");

        Assert.Equal(FinishedRun.Architectures.Select(architecture => architecture.Id), subnets.Select(subnet => subnet.GetProperty("id").GetString()!));
        Assert.Equal(subnets.Select(Seq).Order(), subnets.Select(Seq));
        var largest = subnets[1];
        Assert.Equal(28, largest.GetProperty("architecture").GetProperty("resolution").GetDouble());
        Assert.Equal(0.5 + 0.0001 + 0.05, largest.GetProperty("accuracy").GetDouble(), 12);
        Assert.Equal(0.2 + 0.001 + 0.02, largest.GetProperty("latencyMs").GetDouble(), 12);
        Assert.True(largest.GetProperty("macs").GetInt64() > subnets[0].GetProperty("macs").GetInt64());
        Assert.False(largest.TryGetProperty("test", out _));
        Assert.Equal(500, subnets[0].GetProperty("test").GetProperty("images").GetInt32());
    }

    [Fact]
    public async Task List_Front_IsExactlyWhatNoFeasibleSubnetDominates()
    {
        var all = (await ListAsync("")).Select(subnet => (
            Id: subnet.GetProperty("id").GetString()!,
            Accuracy: subnet.GetProperty("accuracy").GetDouble(),
            Latency: subnet.GetProperty("latencyMs").GetDouble(),
            Feasible: subnet.GetProperty("feasible").GetBoolean())).ToList();
        var expected = all.Where(a => a.Feasible && !all.Exists(b => b.Feasible && b.Accuracy >= a.Accuracy && b.Latency <= a.Latency && (b.Accuracy > a.Accuracy || b.Latency < a.Latency)));

        var front = await ListAsync("?front=true");

        Assert.Equal(expected.Select(subnet => subnet.Id), front.Select(subnet => subnet.GetProperty("id").GetString()!));
        Assert.All(front, subnet => Assert.True(subnet.GetProperty("front").GetBoolean()));
        Assert.True(front.Count is > 1 and < FinishedRun.Subnets);
    }

    [Fact]
    public async Task List_AfterAndLimit_PagesWithoutLossOrRepetition()
    {
        var all = await ListAsync("");
        var paged = new List<long>();
        while (true)
        {
            var page = await ListAsync($"?limit=7&after={(paged.Count == 0 ? 0 : paged[^1])}");
            Assert.True(page.Count <= 7);
            if (page.Count == 0)
            {
                break;
            }

            paged.AddRange(page.Select(Seq));
        }

        Assert.Equal(all.Select(Seq), paged);
    }

    [Fact]
    public async Task List_AsCsv_HasTheContractsColumnsAndTheSameRows()
    {
        using var client = studio.CreateClient();
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/csv"));

        using var answer = await client.GetAsync($"{Address}/subnets?limit=3", Stop);

        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        var lines = (await answer.Content.ReadAsStringAsync(Stop)).TrimEnd('\n').Split('\n');
        var decisions = string.Join(',', SampleRun.Space.Decisions.Decisions.Select(decision => $"params_{decision.Name}"));
        Assert.Equal($"number,subnet_id,state,values_accuracy,values_latency_ms,macs,parameters,front,feasible,{decisions}", lines[0]);
        Assert.Equal(4, lines.Length);
        var cells = lines[2].Split(',');
        Assert.Equal(["1", FinishedRun.Architectures[1].Id, "COMPLETE"], cells[..3]);
        Assert.Equal(0.5501, double.Parse(cells[3], CultureInfo.InvariantCulture), 12);
        Assert.Equal("28", cells[9]);
    }

    [Fact]
    public async Task Get_OneSubnet_HasLayersThatSumUpAndOriginsOfItsNumbers()
    {
        var detail = await studio.GetAsync($"{Address}/subnets/{FirstId}", Stop);

        Assert.Equal(FirstId, detail.GetProperty("id").GetString());
        Assert.Equal(28, detail.GetProperty("input").GetProperty("width").GetInt32());
        Assert.Equal(detail.GetProperty("macs").GetInt64(), detail.GetProperty("layers").EnumerateArray().Sum(layer => layer.GetProperty("macs").GetInt64()));
        var origins = detail.GetProperty("origins").EnumerateArray().ToList();
        Assert.Equal(["Search", "Final"], origins.Select(origin => origin.GetProperty("fidelity").GetString()!));
        Assert.Equal("validation", origins[0].GetProperty("accuracy").GetProperty("split").GetString());
        Assert.Equal("test", origins[1].GetProperty("accuracy").GetProperty("split").GetString());
    }

    [Theory]
    [InlineData(0.21)]
    [InlineData(0.25)]
    [InlineData(100)]
    public async Task Best_UnderALatency_IsTheMostAccurateFeasibleOne(double latencyMs)
    {
        var expected = (await ListAsync(""))
            .Where(subnet => subnet.GetProperty("feasible").GetBoolean() && subnet.GetProperty("latencyMs").GetDouble() <= latencyMs)
            .Max(subnet => subnet.GetProperty("accuracy").GetDouble());

        var best = await studio.GetAsync(string.Create(CultureInfo.InvariantCulture, $"{Address}/best?latencyMs={latencyMs}"), Stop);

        Assert.Equal(expected, best.GetProperty("accuracy").GetDouble());
        Assert.True(best.GetProperty("latencyMs").GetDouble() <= latencyMs);
    }

    [Fact]
    public async Task Best_UnderAnImpossibleLatency_404WithTheFastest()
    {
        using var client = studio.CreateClient();

        using var answer = await client.GetAsync($"{Address}/best?latencyMs=0.001", Stop);

        var problem = await answer.IsProblemAsync(HttpStatusCode.NotFound, Stop);
        Assert.Contains("0.2 ms", problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Experiment_AfterItsEnd_HasCountsBestAndHypervolume()
    {
        var experiment = await studio.GetAsync(Address, Stop);

        Assert.Equal("Completed", experiment.GetProperty("state").GetString());
        Assert.Equal(1, experiment.GetProperty("progress").GetDouble());
        Assert.Equal(FinishedRun.Subnets, experiment.GetProperty("evaluations").GetProperty("done").GetInt32());
        Assert.InRange(experiment.GetProperty("hypervolume").GetDouble(), 0.01, 1);
        var best = (await ListAsync("")).Where(subnet => subnet.GetProperty("feasible").GetBoolean()).MaxBy(subnet => subnet.GetProperty("accuracy").GetDouble());
        Assert.Equal(best.GetProperty("id").GetString(), experiment.GetProperty("best").GetProperty("id").GetString());
    }

    [Fact]
    public async Task Events_AfterASequenceNumber_GivesTheRestAsJsonLines()
    {
        using var client = studio.CreateClient();

        var lines = Lines(await client.GetStringAsync($"{Address}/events", Stop));
        var rest = Lines(await client.GetStringAsync($"{Address}/events?after=1", Stop));

        Assert.Equal(["metric", "metric", "log", "progress"], lines.Select(line => line.GetProperty("kind").GetString()!));
        Assert.Equal(2.5, lines[0].GetProperty("value").GetDouble());
        Assert.False(lines[1].TryGetProperty("value", out _));
        Assert.Equal("trained", lines[2].GetProperty("message").GetString());
        Assert.Equal("Completed", lines[3].GetProperty("state").GetString());
        Assert.Equal(lines.Skip(1).Select(line => line.ToString()), rest.Select(line => line.ToString()));
    }

    [Fact]
    public async Task Download_Onnx_RunsInOnnxRuntime()
    {
        using var answer = await DownloadAsync(FirstId, "onnx");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal($"d-j--vu-..-1-{FirstId}.onnx", answer.Content.Headers.ContentDisposition?.FileName);
        using var session = new InferenceSession(await answer.Content.ReadAsByteArrayAsync(Stop));
        var images = new DenseTensor<float>([3, 1, 28, 28]);
        using var outputs = session.Run([NamedOnnxValue.CreateFromTensor("input", images)]);
        Assert.Equal([3, 10], outputs.Single(output => output.Name == "logits").AsTensor<float>().Dimensions.ToArray());
    }

    [Theory]
    [InlineData("safetensors")]
    [InlineData("json")]
    [InlineData("zip")]
    public async Task Download_OtherFormats_AreNamedFiles(string format)
    {
        using var answer = await DownloadAsync(FirstId, format);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.EndsWith($".{format}", answer.Content.Headers.ContentDisposition!.FileName, StringComparison.Ordinal);
        Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync(Stop));
    }

    [Fact]
    public async Task Download_UnknownFormat_400WithTheKnownOnes()
    {
        using var answer = await DownloadAsync(FirstId, "exe");

        var problem = await answer.IsProblemAsync(HttpStatusCode.BadRequest, Stop);
        Assert.Contains("onnx", problem.GetProperty("errors").GetProperty("format")[0].GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Download_SubnetWithoutStatistics_404ThatSaysSo()
    {
        using var answer = await DownloadAsync(FinishedRun.Architectures[5].Id, "onnx");

        var problem = await answer.IsProblemAsync(HttpStatusCode.NotFound, Stop);
        Assert.Contains("statistics", problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("..%2F..%2Fmarker")]
    [InlineData("..%252F..%252Fmarker")]
    [InlineData("%2e%2e%2f%2e%2e%2fmarker")]
    [InlineData("..%5C..%5Cmarker")]
    [InlineData("....//....//marker")]
    [InlineData("%2Fetc%2Fpasswd")]
    [InlineData("/etc/passwd")]
    [InlineData("C:%5Cwindows%5Cwin.ini")]
    [InlineData("%5C%5Cserver%5Cshare")]
    [InlineData("~")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("%c0%ae%c0%ae%c0%afmarker")]
    [InlineData("0;id")]
    [InlineData("*")]
    [InlineData("marker")]
    public async Task Download_PathAsSubnetId_NeverServesAFile(string id)
    {
        await File.WriteAllTextAsync(Path.Combine(studio.Home, "marker"), "secret", Stop);
        using var client = studio.CreateClient();

        using var answer = await client.GetAsync($"{Address}/subnets/{id}/download?format=safetensors", Stop);

        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.BadRequest });
        Assert.DoesNotContain("secret", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    private static long Seq(JsonElement subnet) => subnet.GetProperty("seq").GetInt64();

    private static List<JsonElement> Lines(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.Clone())];

    private async Task<List<JsonElement>> ListAsync(string query) => [.. (await studio.GetAsync($"{Address}/subnets{query}", Stop)).EnumerateArray()];

    private async Task<HttpResponseMessage> DownloadAsync(string id, string format)
    {
        using var client = studio.CreateClient();
        return await client.GetAsync($"{Address}/subnets/{id}/download?format={format}", Stop);
    }
}
