using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using NasStudio.Runs.Launching;
using NasStudio.Runs.Protocol;
using NasStudio.Web.Tests.Hosting;

namespace NasStudio.Web.Tests.Neighbours;

public sealed class TableNeighboursTests : IAsyncLifetime
{
    /// <summary>Row 2,y is missing: the table is a sample.</summary>
    private const string Csv = "params_a,params_b,values_accuracy,values_ms\n1,x,90,10\n2,x,91,20\n3,x,95,8\n1,y,89,5\n";
    private readonly Studio _studio = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_RowThatNobodyVisited_HasTheExactValuesOfTheRowsBesideIt()
    {
        using var client = _studio.CreateClient();
        using var put = await client.PutAsync("/api/tables/small", new StringContent(Csv, Encoding.UTF8, "text/csv"), Stop);
        using var answer = await client.PostAsync(
            "/api/experiments?start=false",
            Studio.Json("""{ "schemaVersion": 1, "name": "rows", "table": "small", "repeats": 1, "search": { "strategy": { "name": "random" }, "evaluations": 2, "objectives": [{ "name": "accuracy", "direction": "maximize" }, { "name": "ms", "direction": "minimize" }] } }"""),
            Stop);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stop));
        var experiment = (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("id").GetGuid();

        // Choices a = 1, b = x: index 0 of both.
        var table = await _studio.GetAsync($"/api/experiments/{experiment}/subnets/0/neighbours", Stop);

        var rows = table.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(3, table.GetProperty("possible").GetInt32());
        Assert.Equal(["a → 3 Better", "a → 2 Trade", "b → y Trade"], rows.Select(row => $"{row.GetProperty("decision")} → {row.GetProperty("to")} {row.GetProperty("outlook")}"));
        Assert.Equal([95.0, 91.0, 89.0], rows.Select(row => row.GetProperty("values").GetProperty("accuracy").GetProperty("value").GetDouble()));
        Assert.All(rows, row => Assert.Equal("Exact", row.GetProperty("values").GetProperty("ms").GetProperty("origin").GetString()));
        Assert.Equal(-2, rows[0].GetProperty("values").GetProperty("ms").GetProperty("difference").GetDouble());
        using var noRow = await client.GetAsync($"/api/experiments/{experiment}/subnets/zz/neighbours", Stop);
        Assert.Equal(HttpStatusCode.NotFound, noRow.StatusCode);
    }

    public ValueTask InitializeAsync()
    {
        _studio.Launcher.Script = (_, _) => Task.FromResult(new WorkerEnd(WorkerExit.Done, null));
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _studio.DisposeAsync();
}
