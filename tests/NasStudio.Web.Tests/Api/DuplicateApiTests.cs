using System.Net;
using NasStudio.Core.Decisions;
using NasStudio.Runs.Launching;
using NasStudio.Runs.Protocol;
using NasStudio.Web.Tests.Hosting;

namespace NasStudio.Web.Tests.Api;

/// <summary>A run in which the second subnet computes the same as the first and was not measured.</summary>
public sealed class DuplicateApiTests
{
    private static readonly IReadOnlyList<Architecture> Architectures = SampleRun.Architectures(2);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string First => Architectures[0].Id;

    private static string Duplicate => Architectures[1].Id;

    [Fact]
    public async Task Download_Duplicate_IsTheFileOfTheSubnetThatWasMeasured()
    {
        await using var studio = new Studio();
        var address = await RunAsync(studio);
        using var client = studio.CreateClient();

        using var answer = await client.GetAsync($"{address}/{Duplicate}/download?format=safetensors", Stop);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(First, answer.Content.Headers.ContentDisposition!.FileName!, StringComparison.Ordinal);
        Assert.Equal(await client.GetByteArrayAsync($"{address}/{First}/download?format=safetensors", Stop), await answer.Content.ReadAsByteArrayAsync(Stop));
    }

    [Fact]
    public async Task Get_Duplicate_NamesTheSubnetThatWasMeasured()
    {
        await using var studio = new Studio();
        var address = await RunAsync(studio);

        Assert.Equal(First, (await studio.GetAsync($"{address}/{Duplicate}", Stop)).GetProperty("duplicateOf").GetString());
        Assert.False((await studio.GetAsync($"{address}/{First}", Stop)).TryGetProperty("duplicateOf", out _));
    }

    private static async Task<string> RunAsync(Studio studio)
    {
        studio.Launcher.Script = async (run, _) =>
        {
            SampleRun.Leave(run.Order.Folder, Architectures[0]);
            var duplicate = SampleRun.Evaluated(Architectures[1], 1).Evaluation with { DuplicateOf = First };
            await run.ReportAsync(SampleRun.Box, SampleRun.Evaluated(Architectures[0], 0), new EvaluationEvent(duplicate), new EndEvent(null));
            return new WorkerEnd(WorkerExit.Done, null);
        };
        var experiment = await studio.SubmitAsync(start: true, Stop);
        await studio.WaitForAsync(experiment, "Completed", Stop);
        return $"/api/experiments/{experiment}/subnets";
    }
}
