using Microsoft.Playwright;

namespace NasStudio.Browser.Tests;

/// <summary>
/// Every page in both themes, on a desk and on a phone, to artifacts/screenshots for people to look at. What a test can say: nothing
/// is wider than the window.
/// </summary>
public sealed class ScreenshotTests(SeededStudioFixture studio) : IClassFixture<SeededStudioFixture>
{
    private const string Overflow = """
        () => {
          const width = document.documentElement.clientWidth;
          return document.documentElement.scrollWidth <= width ? "" : [...document.querySelectorAll("main *")]
            .filter(element => element.getBoundingClientRect().right > width + 1).slice(0, 5).map(element => element.outerHTML.slice(0, 120)).join(" | ");
        }
        """;

    [Theory]
    [InlineData(1280, 720, ColorScheme.Light)]
    [InlineData(1280, 720, ColorScheme.Dark)]
    [InlineData(390, 844, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    public async Task EveryPage_AtASize_FitsAndIsKeptAsAPicture(int width, int height, ColorScheme scheme)
    {
        var folder = Directory.CreateDirectory(Path.Combine(StudioProcess.RepositoryRoot(), "artifacts", "screenshots")).FullName;
        await using var watched = await studio.Browser.OpenAsync(width, height, scheme);
        var page = watched.Page;
        var tooWide = new List<string>();
        foreach (var (name, (path, ready)) in SeededPages.Of(studio.Home))
        {
            await page.GotoAsync(studio.At(path));
            await page.Locator(ready).First.WaitForAsync();
            // Charts are complete once each visible one has drawn its lines.
            await page.WaitForFunctionAsync("() => [...document.querySelectorAll('.js-plotly-plot')].filter(chart => chart.offsetParent).every(chart => chart._fullLayout)");
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}-{scheme.ToString().ToLowerInvariant()}.png"), FullPage = true });
            if (await page.EvaluateAsync<string>(Overflow) is { Length: > 0 } wide)
            {
                tooWide.Add($"{name}: {wide}");
            }
        }

        Assert.Empty(tooWide);
    }
}
