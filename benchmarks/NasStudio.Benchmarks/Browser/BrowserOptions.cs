using System.Collections.Immutable;
using System.Globalization;

namespace NasStudio.Benchmarks.Browser;

/// <param name="Parts">What to measure: page, commit, front, live.</param>
/// <param name="Sizes">Subnets held when it is measured.</param>
/// <param name="Repeats">Measurements behind each 95th percentile.</param>
/// <param name="Seconds">Length of the live part.</param>
/// <param name="Viewers">Of the live part: one browser, the others hub clients.</param>
/// <param name="Rate">Evaluations a second in the live part.</param>
internal sealed record BrowserOptions(ImmutableHashSet<string> Parts, ImmutableArray<int> Sizes, int Repeats, int Seconds, int Viewers, int Rate)
{
    private static readonly ImmutableHashSet<string> All = ["page", "commit", "front", "live"];

    /// <exception cref="ArgumentException">An option is unknown or has no valid value.</exception>
    public static BrowserOptions Read(IReadOnlyList<string> options)
    {
        var read = new BrowserOptions(All, [1000, 10_000, 100_000], 20, 60, 20, 1000);
        for (var i = 0; i < options.Count; i += 2)
        {
            var value = i + 1 < options.Count ? options[i + 1] : throw new ArgumentException($"{options[i]} has no value.");
            read = options[i] switch
            {
                "--parts" => read with { Parts = [.. value.Split(',')] },
                "--sizes" => read with { Sizes = [.. value.Split(',').Select(Number)] },
                "--repeats" => read with { Repeats = Number(value) },
                "--seconds" => read with { Seconds = Number(value) },
                "--viewers" => read with { Viewers = Number(value) },
                "--rate" => read with { Rate = Number(value) },
                _ => throw new ArgumentException($"{options[i]} is no option of browser; there are --parts, --sizes, --repeats, --seconds, --viewers and --rate."),
            };
        }

        return read.Parts.Except(All) is { Count: > 0 } unknown
            ? throw new ArgumentException($"--parts: {string.Join(", ", unknown)} is no part; there are {string.Join(", ", All.Order())}.")
            : read;
    }

    private static int Number(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > 0
        ? number
        : throw new ArgumentException($"\"{text}\" is not a whole number above 0.");
}
