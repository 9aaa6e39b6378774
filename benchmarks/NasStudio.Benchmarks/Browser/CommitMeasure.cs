using Microsoft.Playwright;

namespace NasStudio.Benchmarks.Browser;

/// <summary>From the commit of an evaluation until its point is drawn.</summary>
internal static class CommitMeasure
{
    /// <summary>Remembers when so many points were first drawn; read by count.</summary>
    public const string Watch = """
        () => {
          const chart = [...document.querySelectorAll('.js-plotly-plot')].find(element => element.id.includes('pareto'));
          const clouds = () => chart.data.filter(trace => !['front', 'ends'].includes(trace.meta)).reduce((sum, trace) => sum + (trace.x?.length ?? 0), 0);
          window.drawn = [];
          chart.on('plotly_afterplot', () => requestAnimationFrame(() => window.drawn.push([clouds(), Date.now()])));
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
