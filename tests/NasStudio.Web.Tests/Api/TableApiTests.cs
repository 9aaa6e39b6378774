using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using NasStudio.Core.Experiments;
using NasStudio.Core.Tables;
using NasStudio.Runs.Launching;
using NasStudio.Runs.Protocol;
using NasStudio.Web.Tests.Hosting;

namespace NasStudio.Web.Tests.Api;

public sealed class TableApiTests : IAsyncLifetime
{
    private const string Csv = "params_a,params_b,values_cifar10,values_pixel3\n1,x,90,10\n2,x,91,20\n1,y,89,5\n2,y,88,30\n";
    private readonly Studio _studio = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PutGetDelete_Table_IsKeptAndGoes()
    {
        using var client = _studio.CreateClient();

        using var created = await PutAsync(client, "nb201", Csv);
        using var again = await PutAsync(client, "nb201", Csv);
        var listed = await _studio.GetAsync("/api/tables", Stop);
        var one = await _studio.GetAsync("/api/tables/nb201", Stop);
        using var deleted = await client.DeleteAsync("/api/tables/nb201", Stop);
        using var gone = await client.GetAsync("/api/tables/nb201", Stop);

        Assert.Equal((HttpStatusCode.Created, "/api/tables/nb201"), (created.StatusCode, created.Headers.Location?.ToString()));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal("nb201", Assert.Single(listed.EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal((4, "4"), (one.GetProperty("rows").GetInt32(), one.GetProperty("architectures").GetString()));
        Assert.Equal(["a", "b"], one.GetProperty("decisions").EnumerateArray().Select(decision => decision.GetProperty("name").GetString()));
        Assert.Equal(["cifar10", "pixel3"], one.GetProperty("objectives").EnumerateArray().Select(objective => objective.GetString()));
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await gone.IsProblemAsync(HttpStatusCode.NotFound, Stop);
    }

    [Fact]
    public async Task Put_BrokenLine_400WithLineAndColumnAndNothingIsStored()
    {
        using var client = _studio.CreateClient();

        using var answer = await PutAsync(client, "broken", "params_a,values_x\n1,2\n2,abc\n");

        var problem = await answer.IsProblemAsync(HttpStatusCode.BadRequest, Stop);
        Assert.Contains("\"abc\"", problem.GetProperty("errors").GetProperty("line 3, column 2 (values_x)")[0].GetString(), StringComparison.Ordinal);
        Assert.Empty((await _studio.GetAsync("/api/tables", Stop)).EnumerateArray());
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/csv")]
    [InlineData("application/gzip")]
    [InlineData(null)]
    public async Task Put_AnyContentType_IsImported(string? type)
    {
        using var client = _studio.CreateClient();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Csv));
        content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);

        using var answer = await client.PutAsync("/api/tables/typed", content, Stop);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Fact]
    public async Task Put_NameThatIsNone_400()
    {
        using var client = _studio.CreateClient();

        using var answer = await PutAsync(client, "a%20b", Csv);

        Assert.True((await answer.IsProblemAsync(HttpStatusCode.BadRequest, Stop)).GetProperty("errors").TryGetProperty("name", out _));
    }

    [Fact]
    public async Task PutOrDelete_TableThatAnExperimentSearches_409()
    {
        using var client = _studio.CreateClient();
        using var put = await PutAsync(client, "used", Csv);
        await SubmitAsync(client, "used", start: false);

        using var same = await PutAsync(client, "used", Csv);
        using var other = await PutAsync(client, "used", Csv + "3,y,1,1\n");
        using var deleted = await client.DeleteAsync("/api/tables/used", Stop);

        Assert.Equal(HttpStatusCode.OK, same.StatusCode);
        await other.IsProblemAsync(HttpStatusCode.Conflict, Stop);
        await deleted.IsProblemAsync(HttpStatusCode.Conflict, Stop);
    }

    [Fact]
    public async Task Submit_UnknownTable_NamesTheKnown()
    {
        using var client = _studio.CreateClient();
        using var put = await PutAsync(client, "nb201", Csv);

        using var answer = await client.PostAsync("/api/experiments", Studio.Json(Document("nb301")), Stop);

        var problem = await answer.IsProblemAsync(HttpStatusCode.BadRequest, Stop);
        Assert.Contains("use one of nb201", problem.GetProperty("errors").GetProperty("table")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Convergence_DraftOrTraining_IsAProblem()
    {
        using var client = _studio.CreateClient();
        using var put = await PutAsync(client, "nb201", Csv);
        var draft = await SubmitAsync(client, "nb201", start: false);
        var training = await _studio.SubmitAsync(start: false, Stop);

        using var notYet = await client.GetAsync($"/api/experiments/{draft}/convergence", Stop);
        using var never = await client.GetAsync($"/api/experiments/{training}/convergence", Stop);

        await notYet.IsProblemAsync(HttpStatusCode.NotFound, Stop);
        await never.IsProblemAsync(HttpStatusCode.NotFound, Stop);
    }

    [Fact]
    public async Task Run_OnATable_AnswersRepeatsFrontHypervolumeAndConvergence()
    {
        _studio.Launcher.Script = SearchAsync;
        using var client = _studio.CreateClient();
        using var put = await PutAsync(client, "nb201", Csv);
        var id = await SubmitAsync(client, "nb201", start: true);

        var experiment = await _studio.WaitForAsync(id, "Completed", Stop);
        var subnets = (await _studio.GetAsync($"/api/experiments/{id}/subnets", Stop)).EnumerateArray().ToList();
        var convergence = await _studio.GetAsync($"/api/experiments/{id}/convergence", Stop);
        var detail = await _studio.GetAsync($"/api/experiments/{id}/subnets/{subnets[0].GetProperty("id").GetString()}", Stop);

        Assert.Equal(("nb201", 2), (experiment.GetProperty("table").GetString(), experiment.GetProperty("repeats").GetInt32()));
        Assert.Equal(6, experiment.GetProperty("evaluations").GetProperty("planned").GetInt32());
        Assert.Equal(1, experiment.GetProperty("hypervolume").GetDouble(), 12);
        Assert.Equal([1, 1, 1, 2, 2, 2], subnets.Select(subnet => subnet.GetProperty("repeat").GetInt32()));
        Assert.Equal([true, true, true, false, false, false], subnets.Select(subnet => subnet.GetProperty("front").GetBoolean()));
        Assert.Equal(("y", 89.0), (subnets[2].GetProperty("architecture").GetProperty("b").GetString(), subnets[2].GetProperty("values").GetProperty("cifar10").GetDouble()));
        Assert.Equal([1UL, 2UL], convergence.GetProperty("seeds").EnumerateArray().Select(seed => seed.GetProperty("seed").GetUInt64()));
        Assert.Equal(0.5, convergence.GetProperty("trueHypervolume").GetDouble());
        var comparison = convergence.GetProperty("comparison");
        Assert.Equal(("NotSignificant", 2), (comparison.GetProperty("verdict").GetString(), comparison.GetProperty("seeds").GetInt32()));
        Assert.Equal(-0.15 / 0.35, comparison.GetProperty("relativeImprovement").GetDouble(), 12);
        Assert.InRange(comparison.GetProperty("difference").GetProperty("lower").GetDouble(), -0.8, -0.7);
        Assert.StartsWith("not significant: 42.9 % below random (95 % interval ", comparison.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.False(detail.TryGetProperty("layers", out _));
        Assert.Equal(90, detail.GetProperty("values").GetProperty("cifar10").GetDouble());
    }

    [Fact]
    public async Task List_SubnetsOfATableAsCsv_HasRepeatAndParams()
    {
        _studio.Launcher.Script = SearchAsync;
        using var client = _studio.CreateClient();
        using var put = await PutAsync(client, "nb201", Csv);
        var id = await SubmitAsync(client, "nb201", start: true);
        await _studio.WaitForAsync(id, "Completed", Stop);

        var lines = (await client.GetStringAsync($"/api/experiments/{id}/subnets?format=csv", Stop)).Split('\n');

        Assert.Equal("number,subnet_id,state,values_cifar10,values_pixel3,macs,parameters,front,feasible,repeat,params_a,params_b", lines[0]);
        Assert.EndsWith(",false,true,2,1,y", lines[6], StringComparison.Ordinal);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    /// <summary>What a worker reports of the first three rows, twice.</summary>
    private static async Task<WorkerEnd> SearchAsync(ScriptedRun run, CancellationToken kill)
    {
        var table = TableReader.Read(Csv);
        var scale = new Dictionary<string, BoxSide> { ["cifar10"] = new(-91, -88.8), ["pixel3"] = new(5, 21.5) };
        await run.ReportAsync(new BoxEvent(0, new Dictionary<string, double>(), scale, Reachable: ((2.2 * 1.5) + (1.2 * 10) + (0.2 * 5)) / (2.2 * 16.5)));
        await run.ReportAsync(
            from repeat in new[] { 1, 2 }
            from row in table.Rows.Take(3)
            select new EvaluationEvent(new Evaluation
            {
                SubnetId = row.Architecture.Id,
                Choices = row.Architecture.Choices,
                Fidelity = Fidelity.Search,
                Repeat = repeat,
                Values = table.Objectives.Zip(row.Values, KeyValuePair.Create).ToImmutableSortedDictionary(),
                Feasible = true,
            }));
        await File.WriteAllTextAsync(
            Path.Combine(run.Order.Folder, RunFolder.Convergence),
            JsonSerializer.Serialize(new Convergence(0.5, [new(1, [0.1], [0.2]), new(2, [0.3], [0.5])]), RunJson.Options),
            kill);
        await run.ReportAsync(new EndEvent(null));
        return new WorkerEnd(WorkerExit.Done, null);
    }

    private static string Document(string table) => $$"""
        {
          "schemaVersion": 1, "name": "search of {{table}}", "table": "{{table}}", "repeats": 2,
          "search": {
            "strategy": { "name": "random" }, "evaluations": 3,
            "objectives": [ { "name": "cifar10", "direction": "maximize" }, { "name": "pixel3", "direction": "minimize" } ]
          }
        }
        """;

    private static async Task<HttpResponseMessage> PutAsync(HttpClient client, string name, string csv)
    {
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(csv));
        body.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return await client.PutAsync($"/api/tables/{name}", body, Stop);
    }

    private static async Task<Guid> SubmitAsync(HttpClient client, string table, bool start)
    {
        using var answer = await client.PostAsync($"/api/experiments?start={start}", Studio.Json(Document(table)), Stop);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("id").GetGuid();
    }
}
