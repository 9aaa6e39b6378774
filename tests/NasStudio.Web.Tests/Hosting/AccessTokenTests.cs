using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;

namespace NasStudio.Web.Tests.Hosting;

public sealed class AccessTokenTests : IAsyncLifetime
{
    private const string Token = "a-long-enough-token";
    private readonly Studio _studio = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await File.WriteAllTextAsync(Path.Combine(_studio.Home, "access-token"), $"{Token}\n", Stop);

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Theory]
    [InlineData("/api/experiments")]
    [InlineData("/hubs/experiments/negotiate")]
    [InlineData("/")]
    [InlineData("/_framework/blazor.web.js")]
    public async Task Any_WithoutTheToken_401(string address)
    {
        using var client = _studio.CreateClient();

        using var answer = await client.GetAsync(address, Stop);
        client.DefaultRequestHeaders.Authorization = new("Bearer", $"{Token}x");
        using var wrong = await client.GetAsync(address, Stop);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
    }

    [Fact]
    public async Task Api_WithTheBearer_Answers()
    {
        using var client = _studio.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", Token);

        using var answer = await client.GetAsync("/api/experiments", Stop);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Page_FirstVisitWithTheToken_GetsACookieThatOpensTheRest()
    {
        using var client = _studio.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

        using var first = await client.GetAsync($"/?t={Token}", Stop);
        using var second = await client.GetAsync("/api/experiments", Stop);

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Equal("/", first.Headers.Location?.ToString());
        var cookie = first.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
    }

    [Fact]
    public async Task Healthz_WithoutTheToken_Answers()
    {
        using var client = _studio.CreateClient();

        Assert.Equal("Healthy", await client.GetStringAsync("/healthz", Stop));
    }
}
