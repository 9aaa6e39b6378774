using Microsoft.Playwright;

namespace NasStudio.Browser.Tests;

/// <summary>One Chromium for all tests of this project.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private const int Patience = 90_000;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        // Every test project runs at once, on as little as two cores: how long a page takes is a matter for the benchmark "browser".
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <summary>A page in a context of its own that watches for console errors and requests that leave this computer.</summary>
    public async Task<WatchedPage> OpenAsync(int width = 1280, int height = 720, ColorScheme scheme = ColorScheme.Light, string locale = "en-GB")
    {
        var context = await _browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            AcceptDownloads = true,
            Locale = locale,
        });
        context.SetDefaultTimeout(Patience);
        return new WatchedPage(await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
