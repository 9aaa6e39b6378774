using System.Globalization;

namespace NasStudio.Benchmarks.Browser;

/// <summary>
/// The page of an experiment with up to a hundred thousand subnets, in a real browser: how soon its front is there, what it weighs,
/// how soon a committed evaluation is on the screen; and a minute of evaluations with many viewers.
/// </summary>
public sealed class BrowserBenchmark : IBenchmark
{
    public string Name => "browser";

    public string Description => "experiment page at 1k, 10k and 100k subnets (95th percentiles), 1,000 evaluations/s for 60 s with 20 viewers; --parts --sizes --repeats --seconds --viewers --rate";

    public async Task<bool> RunAsync(IReadOnlyList<string> options, CancellationToken cancellation)
    {
        var chosen = BrowserOptions.Read(options);
        var command = $"dotnet run --project benchmarks/NasStudio.Benchmarks -- {string.Join(' ', options.Prepend(Name))}";
        var met = true;
        foreach (var size in chosen.Sizes.Where(_ => chosen.Parts.Overlaps(["page", "commit", "front"])))
        {
            var scores = new Scorecard($"{Name}, {size.ToString("N0", CultureInfo.InvariantCulture)} subnets", command, seed: 1, TimeProvider.System);
            scores.Note("load average before", LoadAverage());
            if (chosen.Parts.Contains("front"))
            {
                scores.AtMost("front and hypervolume per new point, p95", FrontSpeed.Milliseconds(size, chosen.Repeats * 50), 0.1, "ms");
            }

            if (chosen.Parts.Overlaps(["page", "commit"]))
            {
                await using var studio = await LoadedStudio.StartAsync(size, cancellation);
                await using var browser = await MeasuredBrowser.StartAsync();
                if (chosen.Parts.Contains("page"))
                {
                    await new PageMeasures(studio, browser, size).MeasureAsync(chosen.Repeats, scores, cancellation);
                }

                if (chosen.Parts.Contains("commit"))
                {
                    await CommitMeasure.MeasureAsync(studio, browser, chosen.Repeats, size, scores, cancellation);
                }
            }

            scores.PrintRow();
            met &= scores.AllMet;
        }

        return (!chosen.Parts.Contains("live") || await LiveMeasure.RunAsync(chosen, command, cancellation)) && met;
    }

    /// <summary>Of the last minute; times are worth little where others use the machine.</summary>
    internal static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    internal static double Percentile95(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)Math.Ceiling(0.95 * sorted.Length) - 1];
    }
}
