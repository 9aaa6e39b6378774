using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using NasStudio.Web.Tests.Hosting;

namespace NasStudio.Web.Tests.Api;

public sealed class ExperimentApiTests : IAsyncLifetime
{
    private readonly Studio _studio = new();
    private HttpClient _client = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _client = _studio.CreateClient();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _studio.DisposeAsync();
    }

    [Fact]
    public async Task Submit_ValidDocument_201WithLocationAndADraft()
    {
        using var answer = await _client.PostAsync("/api/experiments", Studio.Json(Studio.ValidExperiment()), Stop);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("id").GetGuid();
        Assert.Equal($"/api/experiments/{id}", answer.Headers.Location?.ToString());
        var experiment = await _studio.GetAsync($"/api/experiments/{id}", Stop);
        Assert.Equal("Draft", experiment.GetProperty("state").GetString());
        Assert.Equal("first look", experiment.GetProperty("name").GetString());
        Assert.Equal(0, experiment.GetProperty("progress").GetDouble());
        Assert.Equal(JsonValueKind.Null, experiment.GetProperty("etaSeconds").ValueKind);
        Assert.Equal(JsonValueKind.Null, experiment.GetProperty("best").ValueKind);
        Assert.Equal(JsonValueKind.Null, experiment.GetProperty("error").ValueKind);
        Assert.Equal(0, experiment.GetProperty("evaluations").GetProperty("done").GetInt32());

        // Of the search, and of random search beside it.
        Assert.Equal(100, experiment.GetProperty("evaluations").GetProperty("planned").GetInt32());
        Assert.Equal(Studio.ValidExperiment(), await _client.GetStringAsync($"/api/experiments/{id}/document", Stop));
    }

    [Fact]
    public async Task Submit_TwentyAtOnceWithOneKey_OneExperimentAndOneRun()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SubmitAsync("key-1", Studio.ValidExperiment(), start: true)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        var ids = await Task.WhenAll(answers.Select(async answer => (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("id").GetGuid()));
        Assert.Single(ids.Distinct());
        var experiment = Assert.Single((await _studio.GetAsync("/api/experiments", Stop)).EnumerateArray());
        Assert.Equal(1, experiment.GetProperty("run").GetInt32());
    }

    [Fact]
    public async Task Submit_KnownKeyWithAnotherDocument_422()
    {
        using var first = await SubmitAsync("key-2", Studio.ValidExperiment("one"), start: false);

        using var second = await SubmitAsync("key-2", Studio.ValidExperiment("two"), start: false);

        await second.IsProblemAsync(HttpStatusCode.UnprocessableEntity, Stop);
    }

    [Fact]
    public async Task Submit_DatasetNotDownloadedYet_IsRefusedWithTheWayOut()
    {
        using var answer = await SubmitAsync("key-3", Studio.ValidExperiment().Replace("shapes", "mnist", StringComparison.Ordinal), start: true);

        var problem = await answer.IsProblemAsync(HttpStatusCode.BadRequest, Stop);
        Assert.Contains("Download", problem.GetProperty("errors").GetProperty("dataset.name")[0].GetString()!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("train-images-idx3-ubyte")]
    public async Task Submit_DataFolderMissingOrCorrupt_IsRefusedRatherThanARunThatCrashes(string corrupt)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_studio.Home, "empty", "mnist")).FullName;
        if (corrupt.Length > 0)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, corrupt), [0, 0, 8, 3, 0, 0], Stop);
        }

        using var answer = await SubmitAsync("key-4", Studio.ValidExperiment().Replace("shapes", "mnist", StringComparison.Ordinal), start: true);

        var problem = await answer.IsProblemAsync(HttpStatusCode.BadRequest, Stop);
        Assert.True(problem.GetProperty("errors").TryGetProperty("dataset.name", out _), problem.ToString());
    }

    [Fact]
    public async Task Start_Twice_OneRunThatRuns()
    {
        var id = await _studio.SubmitAsync(start: false, Stop);

        using var first = await _client.PostAsync($"/api/experiments/{id}/start", null, Stop);
        using var second = await _client.PostAsync($"/api/experiments/{id}/start", null, Stop);

        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, second.StatusCode);
        Assert.Equal(1, (await second.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("run").GetInt32());
        await _studio.WaitForAsync(id, "Running", Stop);
    }

    [Fact]
    public async Task Cancel_RunningTwice_CanceledOnce()
    {
        var id = await _studio.SubmitAsync(start: true, Stop);
        await _studio.WaitForAsync(id, "Running", Stop);

        using var first = await _client.PostAsync($"/api/experiments/{id}/cancel", null, Stop);
        await _studio.WaitForAsync(id, "Canceled", Stop);
        using var second = await _client.PostAsync($"/api/experiments/{id}/cancel", null, Stop);

        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, second.StatusCode);
        Assert.Equal("Canceled", (await second.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Cancel_Draft_202AndStillADraft()
    {
        var id = await _studio.SubmitAsync(start: false, Stop);

        using var answer = await _client.PostAsync($"/api/experiments/{id}/cancel", null, Stop);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("Draft", (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("resume")]
    public async Task PauseAndResume_Draft_409(string verb)
    {
        var id = await _studio.SubmitAsync(start: false, Stop);

        using var answer = await _client.PostAsync($"/api/experiments/{id}/{verb}", null, Stop);

        await answer.IsProblemAsync(HttpStatusCode.Conflict, Stop);
    }

    [Fact]
    public async Task Delete_Draft_GoneButNotWhileItRuns()
    {
        var running = await _studio.SubmitAsync(start: true, Stop);
        var draft = await _studio.SubmitAsync(start: false, Stop);

        using var refused = await _client.DeleteAsync($"/api/experiments/{running}", Stop);
        using var deleted = await _client.DeleteAsync($"/api/experiments/{draft}", Stop);
        using var gone = await _client.GetAsync($"/api/experiments/{draft}", Stop);

        await refused.IsProblemAsync(HttpStatusCode.Conflict, Stop);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await gone.IsProblemAsync(HttpStatusCode.NotFound, Stop);
    }

    private async Task<HttpResponseMessage> SubmitAsync(string key, string document, bool start)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/experiments?start={start}") { Content = Studio.Json(document) };
        request.Headers.Add("Idempotency-Key", key);
        return await _client.SendAsync(request, Stop);
    }
}
