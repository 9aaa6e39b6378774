using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using NasStudio.Web.Experiments;
using NasStudio.Web.Tests.Hosting;

namespace NasStudio.Web.Tests.Api;

public sealed class ExperimentEditApiTests : IAsyncLifetime
{
    private readonly Studio _studio = new();
    private HttpClient _client = null!;
    private Guid _id;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _client = _studio.CreateClient();
        _id = await _studio.SubmitAsync(start: false, Stop);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _studio.DisposeAsync();
    }

    [Fact]
    public async Task Patch_AllThree_AreAnsweredAndKept()
    {
        using var answer = await PatchAsync("""{ "name": " second look ", "tags": ["baseline", " mnist "], "notes": "# Why\nbecause" }""");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var kept = await _studio.GetAsync($"/api/experiments/{_id}", Stop);
        Assert.Equal("second look", kept.GetProperty("name").GetString());
        Assert.Equal(["baseline", "mnist"], kept.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
        Assert.Equal("# Why\nbecause", kept.GetProperty("notes").GetString());
        Assert.Equal(kept.ToString(), (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).ToString());
    }

    [Fact]
    public async Task Patch_OneField_LeavesTheOthers()
    {
        using var first = await PatchAsync("""{ "tags": ["a"], "notes": "n" }""");
        using var second = await PatchAsync("""{ "tags": [] }""");

        var kept = await _studio.GetAsync($"/api/experiments/{_id}", Stop);
        Assert.Empty(kept.GetProperty("tags").EnumerateArray());
        Assert.Equal("n", kept.GetProperty("notes").GetString());
        Assert.Equal("first look", kept.GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("""{ "name": "  " }""", "name", "give 1 to")]
    [InlineData("""{ "name": 5 }""", "name", "text in quotes")]
    [InlineData("""{ "tags": "a" }""", "tags", "array of texts")]
    [InlineData("""{ "tags": ["a", 1] }""", "tags", "array of texts")]
    [InlineData("""{ "tags": ["a", "b,c"] }""", "tags[1]", "without a comma")]
    [InlineData("""{ "tags": ["a", "A"] }""", "tags[1]", "there already")]
    [InlineData("""{ "tags": [""] }""", "tags[0]", "1 to 40")]
    [InlineData("""{ "note": "x" }""", "note", "name, notes, tags")]
    public async Task Patch_BrokenRule_400WithPathAndWayOut(string body, string path, string part)
    {
        using var answer = await PatchAsync(body);

        var problem = await answer.IsProblemAsync(HttpStatusCode.BadRequest, Stop);
        Assert.Contains(part, problem.GetProperty("errors").GetProperty(path)[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("first look", (await _studio.GetAsync($"/api/experiments/{_id}", Stop)).GetProperty("name").GetString());
    }

    [Fact]
    public async Task Patch_TooLongNotesAndTooManyTags_BothAreTold()
    {
        var body = JsonSerializer.Serialize(new
        {
            notes = new string('x', ExperimentEdits.MaximumNotesLength + 1),
            tags = Enumerable.Range(0, ExperimentEdits.MaximumTags + 1).Select(i => $"t{i}"),
        });
        using var answer = await PatchAsync(body);

        var errors = (await answer.IsProblemAsync(HttpStatusCode.BadRequest, Stop)).GetProperty("errors");
        Assert.True(errors.TryGetProperty("notes", out _));
        Assert.True(errors.TryGetProperty("tags", out _));
    }

    [Fact]
    public async Task Patch_UnknownExperiment_404()
    {
        using var answer = await _client.PatchAsync($"/api/experiments/{Guid.Empty}", Studio.Json("{}"), Stop);
        await answer.IsProblemAsync(HttpStatusCode.NotFound, Stop);
    }

    private Task<HttpResponseMessage> PatchAsync(string body) => _client.PatchAsync($"/api/experiments/{_id}", Studio.Json(body), Stop);
}
