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

    private sealed class OutOfReach : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException("The source is out of reach.");
    }
}
