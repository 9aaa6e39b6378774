using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NasStudio.Browser.Tests;

/// <summary>A page outlives its connection and its studio.</summary>
public sealed class ReconnectTests : IAsyncLifetime
{
    private readonly BrowserFixture _browser = new();

    public ValueTask InitializeAsync() => _browser.InitializeAsync();

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    [Fact]
    public async Task Page_WhenTheStudioIsKilledAndStartedAgain_SaysSoAndComesBackWithTheSameAddress()
    {
        var home = await SeededHome.CreateAsync(TestContext.Current.CancellationToken);
        var first = await StudioProcess.StartAsync(home.Folder);
        await using var watched = await _browser.OpenAsync();
        var page = watched.Page;
        var address = new Uri(first.Address, "/experiments?q=look&sort=name").ToString();
        await page.GotoAsync(address);
        await page.Locator("a.name").First.WaitForAsync();
        await page.EvaluateAsync("() => { window.sameDocument = true; }");

        await first.KillAsync();
        var banner = page.Locator("#components-reconnect-modal");
        await Expect(banner).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await Expect(banner).ToContainTextAsync("Connection lost");
        await Expect(page.Locator("a.name").First).ToBeVisibleAsync();

        await using var second = await StudioProcess.StartAsync(home.Folder, address: first.Address);
        await page.WaitForFunctionAsync("() => window.sameDocument === undefined", null, new() { Timeout = 90_000 });
        await page.Locator("a.name").First.WaitForAsync();
        Assert.Equal(address, page.Url);
        await Expect(page.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync("look");
    }
}
