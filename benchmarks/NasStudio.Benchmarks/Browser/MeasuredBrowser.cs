using Microsoft.Playwright;

namespace NasStudio.Benchmarks.Browser;

/// <summary>Chromium without a screen; one context, so its cache is warm after the first page.</summary>
internal sealed class MeasuredBrowser : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly IBrowserContext _context;

    private MeasuredBrowser(IPlaywright playwright, IBrowser browser, IBrowserContext context) => (_playwright, _browser, _context) = (playwright, browser, context);

    public static async Task<MeasuredBrowser> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
        return new(playwright, browser, await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 720 } }));
    }

    public Task<IPage> NewPageAsync() => _context.NewPageAsync();

    /// <summary>Milliseconds from the start of the navigation until the front is drawn.</summary>
    public static async Task<double> OpenAsync(IPage page, string address)
    {
        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Commit });
        await page.WaitForFunctionAsync(FrontIsDrawn, null, new() { PollingInterval = 10, Timeout = 120_000 });
        return await page.EvaluateAsync<double>("() => window.frontDrawn");
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    /// <summary>The points of the front are in the document (SVG), and those of the cloud on its canvas.</summary>
    private const string FrontIsDrawn = """
        () => {
          const chart = [...document.querySelectorAll('.js-plotly-plot')].find(element => element.id.includes('pareto'));
          if (!chart?.data?.find(trace => trace.meta === 'front')?.x?.length || !chart.querySelector('.scatterlayer .point')
              || !(document.querySelector('[data-part="cloud"]')?.dataset.drawn > 0)) {
            return false;
          }
          window.frontDrawn ??= performance.now();
          return true;
        }
        """;
}
