using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using NasStudio.Web.Datasets;
using NasStudio.Web.Tests.Hosting;

namespace NasStudio.Web.Tests.Datasets;

public sealed class DatasetApiTests(Studio studio) : IClassFixture<Studio>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_WithoutDataFolder_ShapesAreReadyAndMnistCanBeDownloaded()
    {
        var datasets = (await studio.GetAsync("/api/datasets", Stop)).EnumerateArray().ToDictionary(one => one.GetProperty("name").GetString()!, StringComparer.Ordinal);

        var shapes = datasets["shapes"];
        Assert.Equal("ready", shapes.GetProperty("state").GetString());
        Assert.True(shapes.GetProperty("classes").GetArrayLength() >= 10);
        Assert.True(shapes.GetProperty("splits").GetProperty("train").GetInt32() > 0);
        Assert.Equal(1, shapes.GetProperty("shape").GetProperty("channels").GetInt32());
        Assert.Equal("downloadable", datasets["mnist"].GetProperty("state").GetString());
    }

    [Fact]
    public async Task Download_ReadyDataset_202AndNothingStarts()
    {
        using var client = studio.CreateClient();

        using var answer = await client.PostAsync("/api/datasets/shapes/download", null, Stop);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(JsonValueKind.Null, (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("download").ValueKind);
    }

    [Fact]
    public async Task Download_SourceOutOfReach_IsShownAsFailedWithTheReason()
    {
        await using var cut = studio.WithWebHostBuilder(builder => builder
            .UseSetting("NasStudio:Home", Path.Combine(studio.Home, "cut"))
            .ConfigureTestServices(services => services.AddHttpClient(nameof(DatasetDownloads)).ConfigurePrimaryHttpMessageHandler(() => new OutOfReach())));
        using var client = cut.CreateClient();
        var downloads = cut.Services.GetRequiredService<DatasetDownloads>();
        var failed = new TaskCompletionSource();
        downloads.Changed += () =>
        {
            if (downloads.Find("mnist")?.State == DatasetDownload.Failed)
            {
                failed.TrySetResult();
            }
        };

        using var answer = await client.PostAsync("/api/datasets/mnist/download", null, Stop);
        await failed.Task.WaitAsync(Stop);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var mnist = await client.GetFromJsonAsync<JsonElement>("/api/datasets/mnist", Stop);
        Assert.Equal("failed", mnist.GetProperty("download").GetProperty("state").GetString());
        Assert.Contains("out of reach", mnist.GetProperty("download").GetProperty("error").GetString()!, StringComparison.Ordinal);
        Assert.Equal("downloadable", mnist.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Download_Canceled_KeepsNothingAndCanBeStartedAgain()
    {
        var source = new NeverEnding();
        await using var slow = studio.WithWebHostBuilder(builder => builder
            .UseSetting("NasStudio:Home", Path.Combine(studio.Home, "slow"))
            .ConfigureTestServices(services => services.AddHttpClient(nameof(DatasetDownloads)).ConfigurePrimaryHttpMessageHandler(() => source)));
        using var client = slow.CreateClient();
        var downloads = slow.Services.GetRequiredService<DatasetDownloads>();
        var canceled = new TaskCompletionSource();
        downloads.Changed += () =>
        {
            if (downloads.Find("mnist")?.State == DatasetDownload.Canceled)
            {
                canceled.TrySetResult();
            }
        };
        using var started = await client.PostAsync("/api/datasets/mnist/download", null, Stop);
        await source.Asked.Task.WaitAsync(Stop);
        using var answer = await client.DeleteAsync("/api/datasets/mnist/download", Stop);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await canceled.Task.WaitAsync(Stop);
        Assert.Equal("downloadable", (await client.GetFromJsonAsync<JsonElement>("/api/datasets/mnist", Stop)).GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.Conflict, (await client.DeleteAsync("/api/datasets/fashion-mnist/download", Stop)).StatusCode);
    }

    [Fact]
    public async Task Put_FolderOfIdxFiles_IsADatasetUntilItIsDeleted()
    {
        var folder = Directory.CreateDirectory(Path.Combine(studio.Home, "elsewhere")).FullName;
        WriteIdx(folder, "train", 20);
        WriteIdx(folder, "t10k", 10);
        using var client = studio.CreateClient();
        using var created = await client.PutAsJsonAsync("/api/datasets/my-digits", new { folder }, Stop);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var answer = await created.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.True(answer.GetProperty("isRegistered").GetBoolean());
        Assert.Equal(20, answer.GetProperty("splits").GetProperty("train").GetInt32());

        var contents = await client.GetFromJsonAsync<JsonElement>("/api/datasets/my-digits/contents", Stop);
        Assert.Equal(10, contents.GetProperty("sharedImages").GetInt32());
        Assert.Equal(2, contents.GetProperty("classes")[0].GetProperty("train").GetInt32());
        using var strip = await client.GetAsync("/api/datasets/my-digits/classes/3.png", Stop);
        Assert.Equal("image/png", strip.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/datasets/my-digits/classes/99.png", Stop)).StatusCode);

        using var again = await client.PutAsJsonAsync("/api/datasets/my-digits", new { folder }, Stop);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/api/datasets/my-digits", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/datasets/my-digits", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await client.DeleteAsync("/api/datasets/shapes", Stop)).StatusCode);
    }

    [Theory]
    [InlineData("pictures", "relative/path", "whole path")]
    [InlineData("pictures", "/nowhere/at/all", "There is no folder")]
    [InlineData("..%2Fup", "/tmp", "cannot name a data set")]
    public async Task Put_SomethingElse_SaysWhatIsWrong(string name, string folder, string part)
    {
        using var client = studio.CreateClient();
        using var answer = await client.PutAsJsonAsync($"/api/datasets/{name}", new { folder }, Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(part, await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PutArchive_NoArchive_SaysWhatIsExpectedAndKeepsNothing()
    {
        using var client = studio.CreateClient();
        using var answer = await client.PutAsync("/api/datasets/sent/archive", new ByteArrayContent([1, 2, 3]), Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("no zip, tar or tar.gz", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/datasets/sent", Stop)).StatusCode);
    }

    /// <summary>Images of 4×4, each filled with its number, of ten classes in turn.</summary>
    private static void WriteIdx(string folder, string split, int count)
    {
        File.WriteAllBytes(Path.Combine(folder, $"{split}-images-idx3-ubyte"), [0, 0, 8, 3, 0, 0, 0, (byte)count, 0, 0, 0, 4, 0, 0, 0, 4, .. Enumerable.Range(0, count).SelectMany(image => Enumerable.Repeat((byte)image, 16))]);
        File.WriteAllBytes(Path.Combine(folder, $"{split}-labels-idx1-ubyte"), [0, 0, 8, 1, 0, 0, 0, (byte)count, .. Enumerable.Range(0, count).Select(image => (byte)(image % 10))]);
    }

    private sealed class NeverEnding : HttpMessageHandler
    {
        public TaskCompletionSource Asked { get; } = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("It was to be canceled.");
        }
    }

    private sealed class OutOfReach : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException("The source is out of reach.");
    }
}
