using System.Net;
using System.Text;
using Microsoft.Data.Sqlite;
using NasStudio.Web.Tests.Hosting;

namespace NasStudio.Web.Tests.Api;

public sealed class ExperimentExportApiTests(FinishedRun studio) : IClassFixture<FinishedRun>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Export_Optuna_IsANamedDatabaseWithEveryTrialAndTheFront()
    {
        using var answer = await ExportAsync(studio.Experiment, "optuna");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/vnd.sqlite3", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(("attachment", "d-j--vu-..-1.sqlite3"), (answer.Content.Headers.ContentDisposition?.DispositionType, answer.Content.Headers.ContentDisposition?.FileName));
        var content = await answer.Content.ReadAsByteArrayAsync(Stop);
        Assert.StartsWith("SQLite format 3\0", Encoding.ASCII.GetString(content, 0, 16), StringComparison.Ordinal);
        var path = Path.Combine(studio.Home, "export.sqlite3");
        await File.WriteAllBytesAsync(path, content, Stop);
        var front = (await studio.GetAsync($"/api/experiments/{studio.Experiment}/subnets?front=true", Stop)).EnumerateArray().Select(subnet => $"\"{subnet.GetProperty("id").GetString()}\"");
        Assert.Equal([.. FinishedRun.Architectures.Select(architecture => $"\"{architecture.Id}\"")], Read(path, "SELECT value_json FROM trial_user_attributes WHERE \"key\" = 'subnet_id' ORDER BY trial_id"));
        Assert.Equal(front, Read(path, "SELECT id.value_json FROM trial_user_attributes id JOIN trial_user_attributes f USING (trial_id) WHERE id.\"key\" = 'subnet_id' AND f.\"key\" = 'front' AND f.value_json = 'true' ORDER BY trial_id"));
    }

    [Fact]
    public async Task Export_Draft_IsAStudyWithoutTrials()
    {
        var draft = await studio.SubmitAsync(start: false, Stop, "draft");

        using var answer = await ExportAsync(draft, "optuna");

        var path = Path.Combine(studio.Home, "draft.sqlite3");
        await File.WriteAllBytesAsync(path, await answer.Content.ReadAsByteArrayAsync(Stop), Stop);
        Assert.Equal(["draft"], Read(path, "SELECT study_name FROM studies WHERE NOT EXISTS (SELECT * FROM trials)"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("csv")]
    public async Task Export_UnknownFormat_400WithTheKnownOnes(string format)
    {
        using var answer = await ExportAsync(studio.Experiment, format);

        var problem = await answer.IsProblemAsync(HttpStatusCode.BadRequest, Stop);
        Assert.Contains("optuna", problem.GetProperty("errors").GetProperty("format")[0].GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_UnknownExperiment_404()
    {
        using var answer = await ExportAsync(new Guid("00000000-0000-0000-0000-00000000000a"), "optuna");

        await answer.IsProblemAsync(HttpStatusCode.NotFound, Stop);
    }

    private static List<string> Read(string path, string query)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }

    private async Task<HttpResponseMessage> ExportAsync(Guid experiment, string format)
    {
        using var client = studio.CreateClient();
        return await client.GetAsync($"/api/experiments/{experiment}/export?format={format}", Stop);
    }
}
