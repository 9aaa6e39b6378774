using Microsoft.Playwright;

namespace NasStudio.Benchmarks.Browser;

/// <summary>From the commit of an evaluation until its point is drawn.</summary>
internal static class CommitMeasure
{
    /// <summary>Remembers when so many points were first drawn; read by count.</summary>
    public const string Watch = """
        () => {
          const cloud = document.querySelector('[data-part="cloud"]');
          window.drawn = [];
          new MutationObserver(() => requestAnimationFrame(() => window.drawn.push([Number(cloud.dataset.drawn), Date.now()])))
            .observe(cloud, { attributes: true, attributeFilter: ['data-drawn'] });
        }
        """;

    public static async Task MeasureAsync(LoadedStudio studio, MeasuredBrowser browser, int repeats, int present, Scorecard scores, CancellationToken cancellation)
    {
        var page = await browser.NewPageAsync();
        await MeasuredBrowser.OpenAsync(page, studio.Page);
        await page.WaitForTimeoutAsync(2000);
        await page.EvaluateAsync(Watch);
        for (var n = 1; n <= repeats; n++)
        {
            await studio.ReportAsync(1, 0, cancellation);
            await studio.WaitForAsync(present + n, cancellation);
            await page.WaitForFunctionAsync($"() => window.drawn.some(([count]) => count >= {present + n})", null, new() { Timeout = 60_000 });
            // Not in step with the studio's own rhythm.
            await page.WaitForTimeoutAsync(300 + (37 * n % 200));
        }

        var times = await LagsAsync(studio, page, present, cancellation);
        scores.AtMost("committed to point on screen, p95", Math.Round(BrowserBenchmark.Percentile95(times)), present <= 10_000 ? 300 : 500, "ms");
        await page.CloseAsync();
    }

    /// <summary>Milliseconds from each commit after the first <paramref name="present"/> until as many points were drawn, on a page that <see cref="Watch"/> looks after.</summary>
    public static async Task<IReadOnlyList<double>> LagsAsync(LoadedStudio studio, IPage page, int present, CancellationToken cancellation)
    {
        var drawn = await page.EvaluateAsync<double[][]>("() => window.drawn");
        var committed = (await studio.CommitsAsync(cancellation)).Where(commit => commit.Count > present);
        return [.. committed.Select(commit => drawn.First(one => one[0] >= commit.Count)[1] - commit.At)];
    }
}
