using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NasStudio.Browser.Tests;

/// <summary>A reader whose browser asks for German sees German numbers; documents and answers for programs stay as they are.</summary>
public sealed class CultureTests(SeededStudioFixture studio) : IClassFixture<SeededStudioFixture>
{
    [Fact]
    public async Task EveryPage_InGerman_HasCommasInNumbersAndNoFault()
    {
        await using var watched = await studio.Browser.OpenAsync(locale: "de-DE");
        var page = watched.Page;
        foreach (var (name, (path, ready)) in SeededPages.Of(studio.Home).Where(one => one.Key != "not-found"))
        {
            await page.GotoAsync(studio.At(path));
            await page.Locator(ready).First.WaitForAsync();
            Assert.True(watched.Faults.Count == 0, $"{name}: {string.Join(Environment.NewLine, watched.Faults)}");
        }

        await page.GotoAsync(studio.At("/experiments"));
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "first look" })).ToContainTextAsync(new Regex(@"\d\d,\d %\s+0,\d{4}"));
        await page.GotoAsync(studio.At($"/experiments/{studio.Home.Finished}"));
        await Expect(page.Locator(".readouts")).ToContainTextAsync(new Regex(@"0,\d{4}"));
        await page.WaitForFunctionAsync("() => document.querySelector('.js-plotly-plot')?.layout?.separators === ',.'");
    }

    [Fact]
    public async Task Compose_InGerman_WritesADocumentThatIsAccepted()
    {
        await using var watched = await studio.Browser.OpenAsync(locale: "de-DE");
        var page = watched.Page;
        await page.GotoAsync(studio.At("/experiments/new"));
        await page.GetByLabel("Learning rate", new() { Exact = true }).FillAsync("0.0015");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Launch" })).ToBeEnabledAsync();
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task Api_AskedInGerman_StaysInvariant()
    {
        using var client = new HttpClient { BaseAddress = studio.Studio.Address };
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("de-DE");
        var csv = await client.GetStringAsync($"api/compare?experiments={studio.Home.Finished}&csv=fronts", TestContext.Current.CancellationToken);
        Assert.Matches(@",0\.\d+,0\.\d+\r\n", csv);
        Assert.Matches("\"hypervolume\":0\\.\\d+", await client.GetStringAsync($"api/experiments/{studio.Home.Finished}", TestContext.Current.CancellationToken));
    }
}
