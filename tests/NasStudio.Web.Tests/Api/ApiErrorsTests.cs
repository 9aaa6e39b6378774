using System.Net;
using System.Text;
using NasStudio.Web.Api;
using NasStudio.Web.Tests.Hosting;

namespace NasStudio.Web.Tests.Api;

/// <summary>Errors that have nothing to do with the content of a document are problem answers, too.</summary>
public sealed class ApiErrorsTests(Studio studio) : IClassFixture<Studio>
{
    private static readonly Guid Nobody = Guid.Parse("01234567-89ab-7def-8123-456789abcdef");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> UnknownIds() => new()
    {
        { "GET", $"/api/experiments/{Nobody}" },
        { "GET", $"/api/experiments/{Nobody}/document" },
        { "GET", $"/api/experiments/{Nobody}/subnets" },
        { "GET", $"/api/experiments/{Nobody}/subnets/0" },
        { "GET", $"/api/experiments/{Nobody}/subnets/0/download?format=onnx" },
        { "GET", $"/api/experiments/{Nobody}/events" },
        { "GET", $"/api/experiments/{Nobody}/best?latencyMs=1" },
        { "POST", $"/api/experiments/{Nobody}/start" },
        { "POST", $"/api/experiments/{Nobody}/cancel" },
        { "POST", $"/api/experiments/{Nobody}/pause" },
        { "DELETE", $"/api/experiments/{Nobody}" },
        { "GET", "/api/experiments/not-an-id" },
        { "GET", "/api/search-spaces/nowhere" },
        { "DELETE", "/api/search-spaces/nowhere" },
        { "GET", "/api/datasets/nowhere" },
        { "POST", "/api/datasets/nowhere/download" },
        { "GET", "/api/nowhere" },
    };

    [Theory]
    [MemberData(nameof(UnknownIds))]
    public async Task Any_UnknownId_404Problem(string method, string address)
    {
        using var client = studio.CreateClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        request.Headers.Accept.ParseAdd("text/csv");

        using var answer = await client.SendAsync(request, Stop);

        await answer.IsProblemAsync(HttpStatusCode.NotFound, Stop);
    }

    [Fact]
    public async Task Any_WrongMethod_405ProblemThatNamesTheRightOnes()
    {
        using var client = studio.CreateClient();

        using var answer = await client.DeleteAsync("/api/experiments", Stop);

        var problem = await answer.IsProblemAsync(HttpStatusCode.MethodNotAllowed, Stop);
        Assert.Contains("GET", problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData(null)]
    public async Task Post_OtherThanJson_415Problem(string? contentType)
    {
        using var client = studio.CreateClient();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Studio.ValidExperiment()));
        content.Headers.ContentType = contentType is null ? null : new(contentType);

        using var answer = await client.PostAsync("/api/experiments", content, Stop);

        await answer.IsProblemAsync(HttpStatusCode.UnsupportedMediaType, Stop);
    }

    [Fact]
    public async Task Post_MoreThanAMebibyte_413Problem()
    {
        using var client = studio.CreateClient();

        using var answer = await client.PostAsync("/api/experiments", Studio.Json(new string(' ', JsonText.MaximumBytes + 1)), Stop);

        await answer.IsProblemAsync(HttpStatusCode.RequestEntityTooLarge, Stop);
    }

    [Theory]
    [InlineData("/api/experiments/01234567-89ab-7def-8123-456789abcdef/subnets?limit=many")]
    [InlineData("/api/experiments/01234567-89ab-7def-8123-456789abcdef/subnets?limit=0")]
    [InlineData("/api/experiments/01234567-89ab-7def-8123-456789abcdef/subnets?after=yesterday")]
    [InlineData("/api/experiments/01234567-89ab-7def-8123-456789abcdef/best")]
    [InlineData("/api/experiments/01234567-89ab-7def-8123-456789abcdef/best?latencyMs=-1")]
    [InlineData("/api/experiments/01234567-89ab-7def-8123-456789abcdef/best?latencyMs=fast")]
    public async Task Get_BrokenQuery_400Problem(string address)
    {
        using var client = studio.CreateClient();

        using var answer = await client.GetAsync(address, Stop);

        await answer.IsProblemAsync(HttpStatusCode.BadRequest, Stop);
    }

    [Fact]
    public async Task Healthz_Always_SaysHealthy()
    {
        using var client = studio.CreateClient();

        using var answer = await client.GetAsync("/healthz", Stop);

        Assert.Equal("Healthy", await answer.Content.ReadAsStringAsync(Stop));
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Page_ThatIsNone_404WithAPage()
    {
        using var client = studio.CreateClient();

        using var answer = await client.GetAsync("/nowhere", Stop);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/healthz", "get")]
    [InlineData("/api/search-spaces", "get")]
    [InlineData("/api/search-spaces/{name}", "get")]
    [InlineData("/api/search-spaces/{name}", "put")]
    [InlineData("/api/search-spaces/{name}", "delete")]
    [InlineData("/api/search-spaces/analyze", "post")]
    [InlineData("/api/search-spaces/{name}/describe", "post")]
    [InlineData("/api/datasets", "get")]
    [InlineData("/api/datasets/{name}/download", "post")]
    [InlineData("/api/experiments", "get")]
    [InlineData("/api/experiments", "post")]
    [InlineData("/api/experiments/{id}", "get")]
    [InlineData("/api/experiments/{id}/start", "post")]
    [InlineData("/api/experiments/{id}/pause", "post")]
    [InlineData("/api/experiments/{id}/resume", "post")]
    [InlineData("/api/experiments/{id}/cancel", "post")]
    [InlineData("/api/experiments/{id}/subnets", "get")]
    [InlineData("/api/experiments/{id}/events", "get")]
    [InlineData("/api/experiments/{id}/subnets/{subnetId}", "get")]
    [InlineData("/api/experiments/{id}/subnets/{subnetId}/download", "get")]
    [InlineData("/api/experiments/{id}/best", "get")]
    [InlineData("/api/schemas/search-space", "get")]
    public async Task OpenApi_EveryCallOfTheContract_HasASummary(string path, string method)
    {
        var description = await studio.GetAsync("/openapi/v1.json", Stop);

        var operation = description.GetProperty("paths").GetProperty(path).GetProperty(method);
        Assert.NotEmpty(operation.GetProperty("summary").GetString()!);
    }
}
