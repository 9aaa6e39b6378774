using System.IO.Compression;
using System.Net;
using System.Text.Json;
using NasStudio.Web.Tests.Hosting;

namespace NasStudio.Web.Tests.Columns;

public sealed class ColumnApiTests(FinishedRun studio) : IClassFixture<FinishedRun>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Columns_FinishedRun_SayWhatTheListSays()
    {
        var file = new ColumnReader(await ReadAsync("columns"));
        var listed = await ListAsync();

        Assert.Equal(FinishedRun.Subnets, file.Header.GetProperty("count").GetInt32());
        Assert.Equal(Column(listed, "seq"), file["seqs"]);
        Assert.Equal(Column(listed, "accuracy").Select(value => (double)(float)value), file["accuracy"]);
        Assert.Equal(Column(listed, "latencyMs").Select(value => (double)(float)value), file["latency"]);
        Assert.Equal(Column(listed, "macs"), file["macs"]);
        Assert.Equal(Column(listed, "parameters"), file["parameters"]);
        Assert.Equal(listed.Select(subnet => subnet.GetProperty("feasible").GetBoolean()), file["flags"].Select(flags => ((int)flags & 1) == 1));
        Assert.Equal(
            listed.Index().Where(row => row.Item.GetProperty("front").GetBoolean()).Select(row => (double)row.Index).Order(),
            file["front"].Order());
    }

    [Fact]
    public async Task Choices_FinishedRun_AreTheArchitectures()
    {
        var file = new ColumnReader(await ReadAsync("columns/choices"));
        var decisions = file.Header.GetProperty("decisions").EnumerateArray().ToList();

        Assert.Equal(SampleRun.Space.Decisions.Decisions.Select(decision => decision.Name), decisions.Select(decision => decision.GetProperty("name").GetString()));
        var choices = file["choices"].Chunk(FinishedRun.Subnets).ToList();
        for (var row = 0; row < FinishedRun.Subnets; row++)
        {
            Assert.Equal(FinishedRun.Architectures[row].Choices.Select(choice => (double)choice), choices.Select(column => column[row]));
        }
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Columns_CompressionAccepted_AreTheSameInFewerBytes(string encoding)
    {
        using var client = studio.CreateClient();
        using var call = new HttpRequestMessage(HttpMethod.Get, $"/api/experiments/{studio.Experiment}/columns");
        call.Headers.AcceptEncoding.ParseAdd(encoding);
        using var answer = await client.SendAsync(call, Stop);

        Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.Single());
        await using var compressed = await answer.Content.ReadAsStreamAsync(Stop);
        await using Stream plain = encoding == "br" ? new BrotliStream(compressed, CompressionMode.Decompress) : new GZipStream(compressed, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        await plain.CopyToAsync(bytes, Stop);
        Assert.Equal(await ReadAsync("columns"), bytes.ToArray());
    }

    [Fact]
    public async Task Columns_Draft_AreNone()
    {
        var draft = await studio.SubmitAsync(start: false, Stop, "draft of columns");
        using var client = studio.CreateClient();
        using var answer = await client.GetAsync($"/api/experiments/{draft}/columns", Stop);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Fact]
    public async Task Columns_UnknownExperiment_IsNotFound()
    {
        using var client = studio.CreateClient();
        using var answer = await client.GetAsync($"/api/experiments/{Guid.Empty}/columns", Stop);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static IEnumerable<double> Column(IEnumerable<JsonElement> rows, string name) => rows.Select(row => row.GetProperty(name).GetDouble());

    private async Task<byte[]> ReadAsync(string path)
    {
        using var client = studio.CreateClient();
        return await client.GetByteArrayAsync($"/api/experiments/{studio.Experiment}/{path}", Stop);
    }

    private async Task<List<JsonElement>> ListAsync() =>
        [.. (await studio.GetAsync($"/api/experiments/{studio.Experiment}/subnets", Stop)).EnumerateArray()];
}
