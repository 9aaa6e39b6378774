using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using NasStudio.Web.Tests.Hosting;

namespace NasStudio.Web.Tests.Api;

public sealed class SubnetListApiTests(FinishedRun studio) : IClassFixture<FinishedRun>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Address => $"/api/experiments/{studio.Experiment}/subnets";

    [Fact]
    public async Task List_SortedAndSkipped_IsTheSecondPageOfTheOrder()
    {
        var all = await ListAsync("?sort=accuracy&order=desc");
        var page = await ListAsync("?sort=accuracy&order=desc&skip=10&limit=5");

        var accuracies = all.Select(subnet => subnet.GetProperty("accuracy").GetDouble()).ToList();
        Assert.Equal(FinishedRun.Subnets, all.Count);
        Assert.Equal(accuracies.OrderDescending(), accuracies);
        Assert.Equal(all.Skip(10).Take(5).Select(Id), page.Select(Id));
    }

    [Fact]
    public async Task List_WhereADecisionHasAValue_AllHaveItAndNoOtherIsLeftOut()
    {
        var all = await ListAsync("");
        var chosen = await ListAsync("?where=conv1.kernel:5&feasible=true");

        Assert.NotEmpty(chosen);
        Assert.Equal(
            all.Where(subnet => subnet.GetProperty("feasible").GetBoolean() && subnet.GetProperty("architecture").TryGetProperty("conv1.kernel", out var kernel) && kernel.GetDouble() == 5).Select(Id),
            chosen.Select(Id));
    }

    [Fact]
    public async Task Csv_FilteredAndSorted_HasTheSameRows()
    {
        using var client = studio.CreateClient();
        var list = await ListAsync("?front=true&sort=latency");
        var lines = (await client.GetStringAsync($"{Address}?front=true&sort=latency&format=csv", Stop)).TrimEnd('\n').Split('\n');

        Assert.Equal(list.Select(Id), lines.Skip(1).Select(line => line.Split(',')[1]));
    }

    [Fact]
    public async Task PostCsv_SequenceNumbers_HasThoseThatFitTheFilter()
    {
        using var client = studio.CreateClient();
        var all = await ListAsync("");
        var some = all.Take(12).ToList();
        using var answer = await client.PostAsJsonAsync($"{Address}/csv?feasible=true", new { seqs = some.Select(subnet => subnet.GetProperty("seq").GetInt64()).Append(999_999) }, Stop);
        var lines = (await answer.Content.ReadAsStringAsync(Stop)).TrimEnd('\n').Split('\n');

        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(some.Where(subnet => subnet.GetProperty("feasible").GetBoolean()).Select(Id), lines.Skip(1).Select(line => line.Split(',')[1]));
    }

    [Theory]
    [InlineData("?sort=beauty", "sort")]
    [InlineData("?order=upwards", "order")]
    [InlineData("?where=conv9.kernel:5", "where")]
    [InlineData("?where=conv1.kernel:4", "where")]
    [InlineData("?skip=-1", "skip")]
    [InlineData("?limit=0", "limit")]
    public async Task List_WhatDoesNotFit_400AtItsName(string query, string name)
    {
        using var client = studio.CreateClient();
        using var answer = await client.GetAsync(Address + query, Stop);
        Assert.True((await answer.IsProblemAsync(HttpStatusCode.BadRequest, Stop)).GetProperty("errors").TryGetProperty(name, out _));
    }

    private static string? Id(JsonElement subnet) => subnet.GetProperty("id").GetString();

    private async Task<List<JsonElement>> ListAsync(string query) => [.. (await studio.GetAsync(Address + query, Stop)).EnumerateArray()];
}
