using System.Net;
using System.Text;
using System.Text.Json;
using NasStudio.Core.Experiments;
using NasStudio.Runs.Launching;
using NasStudio.Runs.Protocol;
using NasStudio.Runs.Scheduling;
using NasStudio.Web.Tests.Hosting;

namespace NasStudio.Web.Tests.Api;

public sealed class WarmStartApiTests(FinishedRun studio) : IClassFixture<FinishedRun>
{
    private const string Name = "déjà vu/../1";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Submit_ByName_RunFindsTheEarlierEvaluationsInItsFolder()
    {
        var told = new TaskCompletionSource<IReadOnlyList<EarlierRun>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var document = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        studio.Launcher.Script = async (run, _) =>
        {
            told.SetResult(WarmStartFile.Read(run.Order.Folder));
            document.SetResult(await File.ReadAllTextAsync(Path.Combine(run.Order.Folder, RunFolder.Experiment), Stop));
            await run.ReportAsync(new EndEvent(null));
            return new WorkerEnd(WorkerExit.Done, null);
        };

        using var answer = await SubmitAsync($$"""["{{Name}}"]""", start: true);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var earlier = Assert.Single(await told.Task.WaitAsync(Stop));
        Assert.Equal(Name, earlier.Name);
        Assert.Equal(FinishedRun.Architectures.Select(architecture => architecture.Choices.ToArray()), earlier.Evaluations.Select(evaluation => evaluation.Choices.ToArray()));
        Assert.Equal(0.5501, earlier.Evaluations[1].Values["accuracy"], 12);
        using var written = JsonDocument.Parse(await document.Task);
        Assert.Equal([studio.Experiment.ToString()], written.RootElement.GetProperty("search").GetProperty("warmStart").EnumerateArray().Select(source => source.GetString()!));
    }

    [Fact]
    public async Task Submit_ById_IsTaken()
    {
        using var answer = await SubmitAsync($$"""["{{studio.Experiment}}"]""");

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Fact]
    public async Task Submit_NothingThere_400ThatNamesTheWayOut()
    {
        await FailsAsync("""["nobody"]""", 0, "\"nobody\" is no experiment here");
        await FailsAsync("""["0198c0de-0000-7000-8000-000000000000"]""", 0, "is no experiment here");
        await FailsAsync("""[{ "file": "front.csv" }]""", 0, "only by the worker's command line");
        await FailsAsync($$"""["{{Name}}", "{{studio.Experiment}}"]""", 1, "named twice");
    }

    [Fact]
    public async Task Submit_NoEvaluationsYet_400()
    {
        await studio.SubmitAsync(start: false, Stop, "only a draft");

        await FailsAsync("""["only a draft"]""", 0, "'only a draft' has no evaluations yet");
    }

    [Fact]
    public async Task Submit_NameOfTwo_400WithTheIdOfOne()
    {
        await studio.SubmitAsync(start: false, Stop, "twin");
        var newest = await studio.SubmitAsync(start: false, Stop, "twin");

        await FailsAsync("""["twin"]""", 0, $"is the name of 2 experiments; give the id of one, for example \"{newest}\"");
    }

    [Fact]
    public async Task Submit_OtherSpace_400WithTheFirstDifference() =>
        await FailsAsync($$"""["{{Name}}"]""", 0, "whose decisions are others (", searchSpace: "ofa-mbv3");

    [Fact]
    public async Task Submit_Table_400()
    {
        using var client = studio.CreateClient();
        using var content = new StringContent("params_a,values_quality,values_cost\n1,1,2\n2,2,1\n", Encoding.UTF8, "text/csv");
        using var imported = await client.PutAsync("/api/tables/two", content, Stop);
        imported.EnsureSuccessStatusCode();

        using var answer = await client.PostAsync("/api/experiments", Studio.Json($$"""
            {
              "name": "on a table", "table": "two",
              "search": { "evaluations": 2, "objectives": [{ "name": "quality", "direction": "maximize" }, { "name": "cost", "direction": "minimize" }], "warmStart": ["{{studio.Experiment}}"] }
            }
            """), Stop);

        var problem = await answer.IsProblemAsync(HttpStatusCode.BadRequest, Stop);
        Assert.Contains("searches a trained supernet, this one the table 'two'", problem.GetProperty("errors").GetProperty("search.warmStart[0]")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_ObjectiveNobodyMeasured_400()
    {
        var script = studio.Launcher.Script;
        studio.Launcher.Script = async (run, _) =>
        {
            await run.ReportAsync(FinishedRun.Architectures.Take(3).Select((architecture, n) =>
                SampleRun.Evaluated(architecture, n) is var made ? new EvaluationEvent(made.Evaluation with { Values = made.Evaluation.Values.Remove("latency") }) : made));
            await run.ReportAsync(new EndEvent(null));
            return new WorkerEnd(WorkerExit.Done, null);
        };
        var untimed = await studio.SubmitAsync(start: true, Stop, "untimed");
        await studio.WaitForAsync(untimed, "Completed", Stop);
        studio.Launcher.Script = script;

        await FailsAsync("""["untimed"]""", 0, "'untimed' did not measure latency, which this search looks at");
    }

    [Fact]
    public async Task Submit_LatencyOfAnotherDevice_400()
    {
        var script = studio.Launcher.Script;
        var elsewhere = new LatencyOrigin("measured", "Another Processor", "ONNX Runtime 1.31.1", 1, 1, 1, 1, 1, 1, 0, 1);
        studio.Launcher.Script = async (run, _) =>
        {
            await run.ReportAsync(new EvaluationEvent(SampleRun.Evaluated(FinishedRun.Architectures[0], 0).Evaluation with { Latency = elsewhere }));
            await run.ReportAsync(new EndEvent(null));
            return new WorkerEnd(WorkerExit.Done, null);
        };
        var foreign = await studio.SubmitAsync(start: true, Stop, "elsewhere");
        await studio.WaitForAsync(foreign, "Completed", Stop);
        studio.Launcher.Script = script;

        await FailsAsync("""["elsewhere"]""", 0, "'elsewhere' measured latency on Another Processor");
    }

    private async Task FailsAsync(string warmStart, int index, string sentence, string searchSpace = "hybrid-tiny")
    {
        using var answer = await SubmitAsync(warmStart, searchSpace: searchSpace);
        var problem = await answer.IsProblemAsync(HttpStatusCode.BadRequest, Stop);
        var errors = problem.GetProperty("errors").EnumerateObject().Single();
        Assert.Equal($"search.warmStart[{index}]", errors.Name);
        Assert.Contains(sentence, errors.Value[0].GetString(), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> SubmitAsync(string warmStart, bool start = false, string searchSpace = "hybrid-tiny")
    {
        using var client = studio.CreateClient();
        var document = Studio.ValidExperiment("warm").Replace("\"evaluations\": 50", $"\"evaluations\": 50, \"warmStart\": {warmStart}", StringComparison.Ordinal)
            .Replace("hybrid-tiny", searchSpace, StringComparison.Ordinal);
        return await client.PostAsync($"/api/experiments?start={start}", Studio.Json(document), Stop);
    }
}
