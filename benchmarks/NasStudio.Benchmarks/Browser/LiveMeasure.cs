using Microsoft.Data.Sqlite;

namespace NasStudio.Benchmarks.Browser;

/// <summary>
/// Evaluations at a steady rate with many viewers: none may be lost by any of them, and the server may not feel each of them much.
/// What they cost is the difference between bursts with the browser alone and bursts with the others beside it, in turns: code
/// grows faster and the run larger meanwhile.
/// </summary>
internal static class LiveMeasure
{
    private const int WarmUpSeconds = 10;
    private const int TurnSeconds = 10;
    private const int Turns = 3;
    private const int Present = 1000;
    private const double MegaByte = 1 << 20;

    public static async Task<bool> RunAsync(BrowserOptions options, string command, CancellationToken cancellation)
    {
        var scores = new Scorecard("browser, live", command, seed: 1, TimeProvider.System);
        scores.Note("load average before", BrowserBenchmark.LoadAverage());
        await using var studio = await LoadedStudio.StartAsync(Present, cancellation);
        await using var browser = await MeasuredBrowser.StartAsync();
        var page = await browser.NewPageAsync();
        await MeasuredBrowser.OpenAsync(page, studio.Page);

        // Code that runs for the first time costs most: that is nobody's share.
        await BurstAsync(studio, Present, options.Rate, WarmUpSeconds, cancellation);
        var present = Present + (options.Rate * WarmUpSeconds);
        var (alone, together) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < Turns; turn++)
        {
            alone.Add((await BurstAsync(studio, present, options.Rate, TurnSeconds, cancellation)).Cores);
            present += options.Rate * TurnSeconds;
            var guests = await ViewersAsync(studio, options.Viewers - 1, present, cancellation);
            together.Add((await BurstAsync(studio, present, options.Rate, TurnSeconds, cancellation)).Cores);
            present += options.Rate * TurnSeconds;
            await LeaveAsync(guests);
        }

        var before = ServerUse.Of(studio.ProcessId);
        var viewers = await ViewersAsync(studio, options.Viewers - 1, present, cancellation);
        var after = ServerUse.Of(studio.ProcessId);
        await page.EvaluateAsync(CommitMeasure.Watch);
        var (_, seconds) = await BurstAsync(studio, present, options.Rate, options.Seconds, cancellation);
        var total = present + (options.Rate * options.Seconds);
        await WaitAsync(() => viewers.TrueForAll(viewer => viewer.Ids.Count >= total), cancellation);
        await page.WaitForFunctionAsync($"() => window.drawn.some(([count]) => count >= {total})", null, new() { Timeout = 60_000 });

        scores.AtLeast("evaluations/s", Math.Round(options.Rate * options.Seconds / seconds), 0.98 * options.Rate);
        var stored = await StoredAsync(studio.Database, cancellation);
        scores.AtLeast("viewers with exactly the database's set", viewers.Count(viewer => viewer.Ids.SequenceEqual(stored.Select(one => one.Id))), viewers.Count);
        var held = await page.EvaluateAsync<long[]>($"async () => [...(await import('/js/subnet-columns.js')).columnsOf('{studio.Experiment}').seqs]");
        var drawn = await page.EvaluateAsync<int>("() => Number(document.querySelector('[data-part=\"cloud\"]').dataset.drawn)");
        scores.AtLeast("browsers that hold and draw exactly the database's set", held.SequenceEqual(stored.Select(one => one.Seq)) && drawn == stored.Count ? 1 : 0, 1);
        scores.Note("committed to point on screen, p95", $"{Math.Round(BrowserBenchmark.Percentile95(await CommitMeasure.LagsAsync(studio, page, present, cancellation)))} ms");
        scores.AtMost("CPU per extra viewer", Math.Round(100 * Samples.Median(together.Zip(alone, (with, without) => with - without)) / viewers.Count, 2), 1, "% of a core");
        scores.AtMost("memory per extra viewer", Math.Round(Math.Max(0, after.Memory - before.Memory) / MegaByte / viewers.Count, 1), 5, "MB");
        scores.Note("server CPU alone and together, in turns", string.Join("; ", alone.Zip(together, (without, with) => $"{100 * without:0} % and {100 * with:0} %")));
        scores.Note("server memory at the end", $"{ServerUse.Of(studio.ProcessId).Memory / MegaByte:0} MB");
        await LeaveAsync(viewers);
        scores.PrintRow();
        return scores.AllMet;
    }

    /// <summary>Viewers without a screen that hold all there is.</summary>
    private static async Task<List<HubViewer>> ViewersAsync(LoadedStudio studio, int count, int present, CancellationToken cancellation)
    {
        var viewers = new List<HubViewer>();
        while (viewers.Count < count)
        {
            viewers.Add(await HubViewer.StartAsync(studio.Address, studio.Experiment, cancellation));
        }

        await WaitAsync(() => viewers.TrueForAll(viewer => viewer.Ids.Count >= present), cancellation);
        return viewers;
    }

    private static async Task LeaveAsync(IEnumerable<HubViewer> viewers)
    {
        foreach (var viewer in viewers)
        {
            await viewer.DisposeAsync();
        }
    }

    /// <returns>Cores that the server used meanwhile, and how many seconds the evaluations took from the first commit to the last.</returns>
    private static async Task<(double Cores, double Seconds)> BurstAsync(LoadedStudio studio, int present, int rate, int seconds, CancellationToken cancellation)
    {
        var (use, start) = (ServerUse.Of(studio.ProcessId), TimeProvider.System.GetTimestamp());
        await studio.ReportAsync(rate * seconds, rate, cancellation);
        await studio.WaitForAsync(present + (rate * seconds), cancellation);
        var cores = (ServerUse.Of(studio.ProcessId).Cpu - use.Cpu) / TimeProvider.System.GetElapsedTime(start);
        var commits = (await studio.CommitsAsync(cancellation)).Where(commit => commit.Count > present).ToList();
        return (cores, (commits[^1].At - commits[0].At) / 1000.0);
    }

    private static async Task WaitAsync(Func<bool> reached, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        while (!reached())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
        }
    }

    /// <summary>In the order of their commit, from the file itself.</summary>
    private static async Task<List<(long Seq, string Id)>> StoredAsync(string database, CancellationToken cancellation)
    {
        await using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT Seq, SubnetId FROM Evaluations ORDER BY Seq";
        var rows = new List<(long, string)>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add((reader.GetInt64(0), reader.GetString(1)));
        }

        return rows;
    }
}
