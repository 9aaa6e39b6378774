using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using NasStudio.Core.Spaces;
using NasStudio.Web.Tests.Hosting;

namespace NasStudio.Web.Tests.Api;

public sealed class SearchSpaceApiTests(Studio studio) : IClassFixture<Studio>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_FreshHome_HoldsEveryBuiltInSpace()
    {
        var spaces = await studio.GetAsync("/api/search-spaces", Stop);

        Assert.Superset(BuiltInSpaces.All.Select(space => space.Name).ToHashSet(), spaces.EnumerateArray().Select(space => space.GetProperty("name").GetString()!).ToHashSet());
    }

    [Fact]
    public async Task Analyze_OnceForAllAtOneResolution_CountsEveryDecimal()
    {
        var document = JsonNode.Parse(SearchSpaceWriter.Write(BuiltInSpaces.Find("ofa-mbv3")!))!;
        document["input"]!["resolution"] = new JsonArray(224);

        var analysis = await AnalyzeAsync(document.ToJsonString());

        Assert.Equal("21758655492572485851", analysis.GetProperty("subnets").GetString());
        Assert.Equal(19.3376, analysis.GetProperty("log10Subnets").GetDouble(), 4);
        Assert.Equal(5 + 20 + 20 + 1, analysis.GetProperty("decisions").GetInt32());
    }

    [Fact]
    public async Task Analyze_ComposedTiny_CountsWhatCanBeBuilt()
    {
        var analysis = await AnalyzeAsync(SearchSpaceWriter.Write(BuiltInSpaces.Find("composed-tiny")!));

        // Resolutions · stem · entry · deep · wide · reduce · attend or last · head.
        Assert.Equal((2 * 2 * (4 + 4) * (3 * 4) * (1 + 4) * 3 * (2 + 4) * 2).ToString(System.Globalization.CultureInfo.InvariantCulture), analysis.GetProperty("subnets").GetString());
        Assert.Equal(19, analysis.GetProperty("decisions").GetInt32());
    }

    [Fact]
    public async Task Analyze_HybridTiny_GivesRangesOfAtLeastTwentyTimes()
    {
        var analysis = await AnalyzeAsync(SearchSpaceWriter.Write(BuiltInSpaces.Find("hybrid-tiny")!));

        var macs = analysis.GetProperty("macs");
        Assert.True(macs.GetProperty("max").GetInt64() >= 20 * macs.GetProperty("min").GetInt64());
        Assert.True(analysis.GetProperty("parameters").GetProperty("min").GetInt64() > 0);
    }

    [Fact]
    public async Task AnalyzeAndDescribe_ElasticVit_GiveThePapersCountBesideTheCompleteOne()
    {
        var analysis = await AnalyzeAsync(SearchSpaceWriter.Write(BuiltInSpaces.Find("elasticvit")!));
        var smallest = await DescribeAsync("elasticvit", new JsonObject { ["architecture"] = "0" });

        Assert.Equal(37.37, analysis.GetProperty("paperMacs").GetProperty("min").GetInt64() / 1e6, 0.01);
        Assert.Equal(3191.46, analysis.GetProperty("paperMacs").GetProperty("max").GetInt64() / 1e6, 0.01);
        Assert.Equal(analysis.GetProperty("paperMacs").GetProperty("min").GetInt64(), smallest.GetProperty("paperMacs").GetInt64());
        Assert.Equal(analysis.GetProperty("macs").GetProperty("min").GetInt64(), smallest.GetProperty("macs").GetInt64());
        Assert.True(smallest.GetProperty("macs").GetInt64() > smallest.GetProperty("paperMacs").GetInt64());
    }

    [Fact]
    public async Task AnalyzeAndDescribe_SpaceThatCountsAsWeDo_HaveNoOtherCount()
    {
        var analysis = await AnalyzeAsync(SearchSpaceWriter.Write(BuiltInSpaces.Find("elasticvit-micro")!));
        var smallest = await DescribeAsync("elasticvit-micro", new JsonObject { ["architecture"] = "0" });

        Assert.False(analysis.TryGetProperty("paperMacs", out _));
        Assert.False(smallest.TryGetProperty("paperMacs", out _));
    }

    [Fact]
    public async Task PutGetDelete_OwnSpace_IsKeptAndGoes()
    {
        using var client = studio.CreateClient();
        var document = Renamed("mine");

        using var created = await client.PutAsync("/api/search-spaces/mine", Studio.Json(document), Stop);
        using var replaced = await client.PutAsync("/api/search-spaces/mine", Studio.Json(document), Stop);
        var read = await client.GetStringAsync("/api/search-spaces/mine", Stop);
        using var deleted = await client.DeleteAsync("/api/search-spaces/mine", Stop);
        using var gone = await client.DeleteAsync("/api/search-spaces/mine", Stop);

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal("/api/search-spaces/mine", created.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, replaced.StatusCode);
        Assert.Equal(SearchSpaceReader.Read(document), SearchSpaceReader.Read(read));
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await gone.IsProblemAsync(HttpStatusCode.NotFound, Stop);
    }

    [Fact]
    public async Task Put_NameOfABuiltInSpace_400AndItStays()
    {
        using var client = studio.CreateClient();
        var changed = JsonNode.Parse(Renamed("hybrid-tiny"))!;
        changed["head"]!["width"] = new JsonArray(32);

        using var put = await client.PutAsync("/api/search-spaces/hybrid-tiny", Studio.Json(changed.ToJsonString()), Stop);
        using var delete = await client.DeleteAsync("/api/search-spaces/hybrid-tiny", Stop);

        var problem = await put.IsProblemAsync(HttpStatusCode.BadRequest, Stop);
        Assert.True(problem.GetProperty("errors").TryGetProperty("name", out _));
        await delete.IsProblemAsync(HttpStatusCode.Conflict, Stop);
        Assert.Equal(BuiltInSpaces.Find("hybrid-tiny"), SearchSpaceReader.Read(await client.GetStringAsync("/api/search-spaces/hybrid-tiny", Stop)));
    }

    [Fact]
    public async Task Put_OtherNameThanTheAddress_400AtName()
    {
        using var client = studio.CreateClient();

        using var answer = await client.PutAsync("/api/search-spaces/yours", Studio.Json(Renamed("mine")), Stop);

        var problem = await answer.IsProblemAsync(HttpStatusCode.BadRequest, Stop);
        Assert.True(problem.GetProperty("errors").TryGetProperty("name", out _));
    }

    [Fact]
    public async Task Describe_ByIdAndByChoices_AreTheSameSubnet()
    {
        var largest = SampleRun.Space.Largest;
        var choices = new JsonObject();
        for (var i = 0; i < SampleRun.Space.Decisions.Decisions.Length; i++)
        {
            choices[SampleRun.Space.Decisions.Decisions[i].Name] = SampleRun.Space.Decisions.ChoiceOf(largest, i)!.Number;
        }

        var byId = await DescribeAsync("hybrid-tiny", new JsonObject { ["architecture"] = largest.Id });
        var byChoices = await DescribeAsync("hybrid-tiny", new JsonObject { ["architecture"] = choices });

        Assert.Equal(byId.ToString(), byChoices.ToString());
        Assert.Equal(largest.Id, byId.GetProperty("id").GetString());
        Assert.Equal(byId.GetProperty("macs").GetInt64(), byId.GetProperty("layers").EnumerateArray().Sum(layer => layer.GetProperty("macs").GetInt64()));
        Assert.Equal(byId.GetProperty("parameters").GetInt64(), byId.GetProperty("layers").EnumerateArray().Sum(layer => layer.GetProperty("parameters").GetInt64()));
    }

    [Theory]
    [InlineData("""{ "architecture": "zzzzzzzzzzzzzzzzzzzzzzzzzz" }""", "architecture")]
    [InlineData("""{ "architecture": { "resolution": 17 } }""", "architecture.resolution")]
    [InlineData("""{ "architecture": { "colour": 1 } }""", "architecture.colour")]
    [InlineData("""{ }""", "architecture")]
    [InlineData("""{ "architecture": "0", "more": 1 }""", "more")]
    public async Task Describe_BrokenArchitecture_400AtItsPath(string body, string path)
    {
        using var client = studio.CreateClient();

        using var answer = await client.PostAsync("/api/search-spaces/hybrid-tiny/describe", Studio.Json(body), Stop);

        var problem = await answer.IsProblemAsync(HttpStatusCode.BadRequest, Stop);
        Assert.True(problem.GetProperty("errors").TryGetProperty(path, out _), problem.ToString());
    }

    [Fact]
    public async Task Schema_OfSearchSpaces_IsADraft202012Schema()
    {
        var schema = await studio.GetAsync("/api/schemas/search-space", Stop);

        Assert.Equal("https://json-schema.org/draft/2020-12/schema", schema.GetProperty("$schema").GetString());
    }

    private static string Renamed(string name)
    {
        var document = JsonNode.Parse(SearchSpaceWriter.Write(BuiltInSpaces.Find("hybrid-tiny")!))!;
        document["name"] = name;
        return document.ToJsonString();
    }

    private async Task<JsonElement> AnalyzeAsync(string document)
    {
        using var client = studio.CreateClient();
        using var answer = await client.PostAsync("/api/search-spaces/analyze", Studio.Json(document), Stop);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
    }

    private async Task<JsonElement> DescribeAsync(string space, JsonObject body)
    {
        using var client = studio.CreateClient();
        using var answer = await client.PostAsync($"/api/search-spaces/{space}/describe", Studio.Json(body.ToJsonString()), Stop);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
    }
}
