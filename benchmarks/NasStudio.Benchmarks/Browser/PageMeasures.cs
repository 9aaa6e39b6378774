using Microsoft.Playwright;

namespace NasStudio.Benchmarks.Browser;

/// <summary>Opening the page, what it weighs, and dragging the slider's thumb.</summary>
internal sealed class PageMeasures(LoadedStudio studio, MeasuredBrowser browser, int size)
{
    /// <summary>Script time of the animation frames while the thumb goes from one end to the other.</summary>
    private const string Drag = """
        async () => {
          const thumb = document.querySelector('[data-part="limit"]');
          const times = [];
          const frame = window.requestAnimationFrame;
          window.requestAnimationFrame = action => frame(at => { const start = performance.now(); action(at); times.push(performance.now() - start); });
          for (let step = 0; step <= 200; step++) {
            thumb.value = Number(thumb.min) + (thumb.max - thumb.min) * step / 200;
            thumb.dispatchEvent(new Event('input'));
            await new Promise(resolve => frame(resolve));
          }
          window.requestAnimationFrame = frame;
          return times;
        }
        """;

    private (double Open, double Bytes, double Table) Targets => size switch
    {
        <= 1000 => (700, 20_000, 50),
        <= 10_000 => (1000, 200_000, 50),
        _ => (2000, 2_000_000, 150),
    };

    public async Task MeasureAsync(int repeats, Scorecard scores, CancellationToken cancellation)
    {
        var page = await browser.NewPageAsync();
        await MeasuredBrowser.OpenAsync(page, studio.Page);
        var times = new List<double>();
        for (var n = 0; n < repeats; n++)
        {
            cancellation.ThrowIfCancellationRequested();
            times.Add(await MeasuredBrowser.OpenAsync(page, studio.Page));
            // Chromium makes a page wait whose forerunners left while their connections were being opened.
            await page.WaitForTimeoutAsync(1000);
        }

        scores.AtMost("page opened to front visible, p95", Math.Round(BrowserBenchmark.Percentile95(times)), Targets.Open, "ms");
        var bytes = await page.EvaluateAsync<double>("() => performance.getEntriesByType('resource').filter(entry => entry.name.endsWith('/columns')).reduce((sum, entry) => sum + entry.encodedBodySize, 0)");
        scores.AtMost("bytes for the plot", bytes, Targets.Bytes);
        await page.WaitForTimeoutAsync(2000);
        scores.AtMost("slider drag per frame, p95", Math.Round(BrowserBenchmark.Percentile95(await page.EvaluateAsync<double[]>(Drag)), 2), 16, "ms");
        scores.AtMost("table: sort and first page, p95", Math.Round(await SortAsync(page, repeats)), Targets.Table, "ms");
        await page.CloseAsync();
    }

    /// <summary>From a click on a column's head until its order and the rows are there.</summary>
    private async Task<double> SortAsync(IPage page, int repeats)
    {
        await page.GotoAsync($"{studio.Page}?tab=subnets");
        var head = page.Locator("th", new() { HasText = "Accuracy" }).First;
        await head.WaitForAsync();
        await page.WaitForTimeoutAsync(1500);
        var times = new List<double>();
        for (var n = 0; n < repeats; n++)
        {
            times.Add(await head.EvaluateAsync<double>("""
                async head => {
                  const order = () => head.getAttribute('aria-sort');
                  const before = order();
                  const start = performance.now();
                  (head.querySelector('button') ?? head).click();
                  while (order() === before || !head.closest('table').querySelector('tbody tr td')) {
                    await new Promise(resolve => setTimeout(resolve, 1));
                  }
                  return performance.now() - start;
                }
                """));
            await page.WaitForTimeoutAsync(300);
        }

        return BrowserBenchmark.Percentile95(times);
    }
}
