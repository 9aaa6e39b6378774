using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Protocol;

namespace NasStudio.Runs.Tests.Protocol;

public sealed class WorkerApiTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TestStudio _studio = new();
    private TestServer _server = null!;
    private HttpClient _client = null!;
    private RunRow _run = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync(_studio);
        _client = new HttpClient { BaseAddress = _server.Address };
        _run = await _studio.LaunchedRunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        await _studio.DisposeAsync();
    }

    [Fact]
    public async Task Events_OfTheNewestLaunch_AreAcknowledged()
    {
        using var answer = await PostAsync("token", new EventBatch(1, Examples.Numbered(1, Examples.Metric(1), Examples.Metric(2))));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var receipt = await answer.Content.ReadFromJsonAsync<EventReceipt>(RunJson.Options, None);
        Assert.Equal(2, receipt!.Acknowledged);
    }

    [Theory]
    [InlineData(null, 1, HttpStatusCode.Unauthorized)]
    [InlineData("other", 1, HttpStatusCode.Forbidden)]
    [InlineData("token", 0, HttpStatusCode.Conflict)]
    public async Task Events_OfSomeoneElse_AreRefusedAsAProblem(string? token, int launch, HttpStatusCode expected)
    {
        using var answer = await PostAsync(token, new EventBatch(launch, Examples.Numbered(1, Examples.Metric(1))));

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Empty((await _studio.Store.LoadRunAsync(_run.Id, None)).Metrics);
    }

    [Fact]
    public async Task Events_OfAnEndedRun_AreRefused()
    {
        await _studio.Store.EndRunAsync(_run.Id, 1, RunState.Canceled, null, None);

        using var answer = await PostAsync("token", new EventBatch(1, []));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Fact]
    public async Task Events_LastBatchAgain_IsAcknowledgedAgain()
    {
        var last = new EventBatch(1, Examples.Numbered(1, Examples.Metric(1), new EndEvent(null)));
        (await PostAsync("token", last)).Dispose();

        using var again = await PostAsync("token", last);

        Assert.Equal(new EventReceipt(2, RunWish.Stop), await again.Content.ReadFromJsonAsync<EventReceipt>(RunJson.Options, None));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{ "launch": 1, "events": [ { "kind": "unheard of", "seq": 1 } ] }""")]
    public async Task Events_ThatAreNone_AreABadRequest(string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, WorkerApi.EventsPath(_run.Id)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "token");

        using var answer = await _client.SendAsync(request, None);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task<HttpResponseMessage> PostAsync(string? token, EventBatch batch)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, WorkerApi.EventsPath(_run.Id)) { Content = JsonContent.Create(batch, options: RunJson.Options) };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await _client.SendAsync(request, None);
    }
}
