using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace NasStudio.Web.Tests.Hosting;

public sealed class RequestGuardTests(Studio studio) : IClassFixture<Studio>
{
    private static readonly HttpMethod[] Methods = [HttpMethod.Get, HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnyEndpoint_ForeignHost_400()
    {
        await ForEveryEndpointAsync(request => request.Headers.Host = "evil.test", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task AnyEndpoint_ForeignOrigin_403()
    {
        await ForEveryEndpointAsync(request => request.Headers.Add("Origin", "http://evil.test"), HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("http://localhost:8080")]
    [InlineData("https://localhost")]
    public async Task Post_OriginThatIsNotOurs_403(string origin)
    {
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(HttpMethod.Post, "/api/search-spaces/analyze", ("Origin", origin)));
    }

    [Fact]
    public async Task Post_OurOwnOrigin_PassesToTheEndpoint()
    {
        Assert.Equal(
            HttpStatusCode.UnsupportedMediaType,
            await StatusAsync(HttpMethod.Post, "/api/search-spaces/analyze", ("Origin", "http://localhost"), ("Sec-Fetch-Site", "same-origin")));
    }

    [Theory]
    [InlineData("GET", "navigate", HttpStatusCode.OK)]
    [InlineData("GET", "no-cors", HttpStatusCode.Forbidden)]
    [InlineData("POST", "navigate", HttpStatusCode.Forbidden)]
    public async Task Any_SentByAnotherSite_OnlyALinkMayBeFollowed(string method, string mode, HttpStatusCode expected)
    {
        Assert.Equal(expected, await StatusAsync(new HttpMethod(method), "/api/experiments", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", mode)));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/healthz")]
    [InlineData("/api/experiments")]
    [InlineData("/api/nowhere")]
    [InlineData("/openapi/v1.json")]
    public async Task AnyAnswer_Always_CarriesTheSecurityHeaders(string address)
    {
        using var client = studio.CreateClient();

        using var answer = await client.GetAsync(address, Stop);

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Matches("script-src 'self'( 'sha256-[^']+')?;", policy);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
    }

    /// <summary>Enumerates what is mapped, so that a new endpoint cannot escape.</summary>
    private async Task ForEveryEndpointAsync(Action<HttpRequestMessage> disguise, HttpStatusCode expected)
    {
        using var client = studio.CreateClient();
        var addresses = studio.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => Concrete(endpoint.RoutePattern)).Append("/_blazor/negotiate").Distinct().ToList();
        Assert.Contains("/hubs/experiments/negotiate", addresses);
        Assert.True(addresses.Count > 25, $"{addresses.Count} addresses.");
        foreach (var address in addresses)
        {
            foreach (var method in Methods)
            {
                using var request = new HttpRequestMessage(method, address);
                disguise(request);
                using var answer = await client.SendAsync(request, Stop);
                Assert.True(answer.StatusCode == expected, $"{method} {address}: {answer.StatusCode}");
            }
        }
    }

    private static string Concrete(Microsoft.AspNetCore.Routing.Patterns.RoutePattern pattern) =>
        "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part =>
            part is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal ? literal.Content : "01234567-89ab-7def-8123-456789abcdef"))));

    private async Task<HttpStatusCode> StatusAsync(HttpMethod method, string address, params (string Name, string Value)[] headers)
    {
        using var client = studio.CreateClient();
        using var request = new HttpRequestMessage(method, address);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var answer = await client.SendAsync(request, Stop);
        return answer.StatusCode;
    }
}
