using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using NasStudio.Core.Statistics;

namespace NasStudio.Benchmarks.Ablation;

/// <summary>
/// The rows as markdown for RESULTS.md: the arms' means, and their differences from A1 and A0 over the seeds that both have,
/// with 95 % t intervals. The primary metric and the rule were fixed before the runs: the mean accuracy of the fixed subnets of
/// the two lowest levels; a difference is shown where its interval excludes 0.
/// </summary>
internal sealed class AblationSummary(ImmutableArray<AblationRow> rows, int steps)
{
    private const int LowLevels = 2;
    private static readonly string[] Bases = ["A1", "A0"];
    private readonly ImmutableArray<AblationRow> _rows = [.. rows.Where(row => row.Cell.Steps == steps).OrderBy(row => row.Cell.Arm, StringComparer.Ordinal).ThenBy(row => row.Cell.Seed)];

    private static readonly (string Title, Func<AblationRow, double> Of)[] Metrics =
    [
        ("low levels, mean (primary)", row => Low(row).Average(level => level.Mean)),
        ("low levels, top quartile", row => Low(row).Average(level => level.TopQuartile)),
        ("low levels, best", row => Low(row).Average(level => level.Best)),
        ("other levels, mean", row => row.Levels.Skip(LowLevels).Average(level => level.Mean)),
        ("other levels, best", row => row.Levels.Skip(LowLevels).Average(level => level.Best)),
        ("smallest net", row => row.Smallest),
        ("largest net", row => row.Largest),
    ];

    public string Text()
    {
        if (_rows.IsEmpty)
        {
            return $"There are no finished runs of {steps} steps.";
        }

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{steps} steps, commits {string.Join(", ", _rows.Select(row => row.Commit).Distinct())}. Accuracy in % on {AblationSetting.ValidationImages} validation images.\n\n");
        WriteMeans(text);
        WriteDifferences(text);
        return text.ToString();
    }

    private static IEnumerable<LevelAccuracy> Low(AblationRow row) => row.Levels.Take(LowLevels);

    private void WriteMeans(StringBuilder text)
    {
        var levels = Enumerable.Range(0, _rows[0].Levels.Length).Select(level => $"level {level}: mean / top quartile / best");
        Line(text, ["arm", "seeds", "GMACs an image", .. levels, "smallest net", "largest net"]);
        Line(text, Enumerable.Repeat("---", 5 + _rows[0].Levels.Length));
        foreach (var arm in _rows.GroupBy(row => row.Cell.Arm))
        {
            var cells = Enumerable.Range(0, _rows[0].Levels.Length).Select(level => string.Join(
                " / ", new Func<LevelAccuracy, double>[] { at => at.Mean, at => at.TopQuartile, at => at.Best }.Select(of => Percent(arm.Average(row => of(row.Levels[level]))))));
            Line(text,
            [
                $"{arm.Key} {AblationArm.Of(arm.Key).Title}", arm.Count().ToString(CultureInfo.InvariantCulture), arm.Average(row => row.GigaMacs).ToString("F2", CultureInfo.InvariantCulture),
                .. cells, Percent(arm.Average(row => row.Smallest)), Percent(arm.Average(row => row.Largest)),
            ]);
        }
    }

    private void WriteDifferences(StringBuilder text)
    {
        text.Append("\nDifferences in points, mean [95 % t interval over paired seeds]:\n\n");
        Line(text, ["difference", "seeds", .. Metrics.Select(metric => metric.Title), "MACs, ratio", "verdict"]);
        Line(text, Enumerable.Repeat("---", Metrics.Length + 4));
        var arms = _rows.GroupBy(row => row.Cell.Arm).ToDictionary(arm => arm.Key, arm => arm.ToDictionary(row => row.Cell.Seed));
        foreach (var @base in Bases.Where(arms.ContainsKey))
        {
            foreach (var arm in arms.Keys.Where(arm => arm != @base && !(@base == "A0" && arm == "A1")))
            {
                WriteDifference(text, arm, @base, arms[arm], arms[@base]);
            }
        }
    }

    private static void WriteDifference(StringBuilder text, string arm, string @base, Dictionary<int, AblationRow> of, Dictionary<int, AblationRow> from)
    {
        int[] seeds = [.. of.Keys.Intersect(from.Keys).Order()];
        if (seeds.Length < 2)
        {
            return;
        }

        var differences = Metrics.Select(metric => PairedDifference.Between(
            Array.ConvertAll(seeds, seed => 100 * metric.Of(of[seed])), Array.ConvertAll(seeds, seed => 100 * metric.Of(from[seed])))).ToArray();
        var ratio = seeds.Average(seed => of[seed].GigaMacs) / seeds.Average(seed => from[seed].GigaMacs);
        Line(text,
        [
            $"{arm} − {@base}", seeds.Length.ToString(CultureInfo.InvariantCulture),
            .. differences.Select(it => string.Create(CultureInfo.InvariantCulture, $"{it.Mean:+0.00;−0.00} [{it.Lower:+0.00;−0.00}, {it.Upper:+0.00;−0.00}]")),
            ratio.ToString("F2", CultureInfo.InvariantCulture), Verdict(differences[0]),
        ]);
    }

    private static string Verdict(ConfidenceInterval primary) => primary switch
    {
        { Lower: > 0 } => "better small subnets: shown",
        { Upper: < 0 } => "worse small subnets: shown",
        _ => "not shown at this scale",
    };

    private static string Percent(double accuracy) => (100 * accuracy).ToString("F2", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
