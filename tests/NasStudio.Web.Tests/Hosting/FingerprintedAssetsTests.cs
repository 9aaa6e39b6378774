using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using NasStudio.Web.Hosting;

namespace NasStudio.Web.Tests.Hosting;

public sealed class FingerprintedAssetsTests(Studio studio) : IClassFixture<Studio>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stylesheet_UnderTheAddressOfItsContent_IsAskedForOnce()
    {
        using var client = studio.CreateClient();
        var page = await client.GetStringAsync("/", Stop);
        var address = Regex.Match(page, "href=\"(css/tokens\\.[^\"]+\\.css)\"").Groups[1].Value;

        using var answer = await client.GetAsync(address, Stop);

        Assert.Equal(FingerprintedAssets.CacheControl, string.Join(", ", answer.Headers.GetValues("Cache-Control")));
    }

    [Fact]
    public async Task Script_UnderItsPlainName_IsLookedAtAgain()
    {
        using var client = studio.CreateClient();

        using var answer = await client.GetAsync("js/chart.js", Stop);

        Assert.True(answer.IsSuccessStatusCode);
        Assert.True(answer.Headers.CacheControl!.NoCache);
    }

    /// <summary>Without its digest a browser would not obey it, and modules would be fetched twice under two names.</summary>
    [Fact]
    public async Task ImportMap_OfThePage_IsAllowedByItsDigestAlone()
    {
        using var client = studio.CreateClient();
        using var answer = await client.GetAsync("/", Stop);
        var map = Regex.Match(await answer.Content.ReadAsStringAsync(Stop), "<script type=\"importmap\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value;

        var digest = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(map)));

        Assert.Contains("js/chart.", map, StringComparison.Ordinal);
        Assert.Contains($"'sha256-{digest}'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    /// <summary>Plotly.Blazor names its files by version: those that the page fetches early must be the same.</summary>
    [Theory]
    [InlineData("_content/Plotly.Blazor/plotly-basic-3.7.0.min.js")]
    [InlineData("_content/Plotly.Blazor/plotly-interop-7.2.0.js")]
    public async Task EarlyScript_OfPlotly_IsThere(string address)
    {
        using var client = studio.CreateClient();

        using var answer = await client.GetAsync(address, Stop);

        Assert.True(answer.IsSuccessStatusCode, $"{address} is gone: js/early-charts.js and App.razor.cs name files of another version of Plotly.Blazor.");
    }
}
