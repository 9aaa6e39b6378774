using System.Globalization;

namespace NasStudio.Benchmarks;

/// <summary>The figures of one benchmark: printed against their targets as they come, and at the end as a row for RESULTS.md.</summary>
public sealed class Scorecard(string benchmark, string command, ulong seed, TimeProvider time)
{
    private readonly List<(string Column, string Value)> _figures = [];

    public bool AllMet { get; private set; } = true;

    public void AtMost(string figure, double value, double target, string unit = "") => Judge(figure, value, value <= target, $"≤ {target}", unit);

    public void AtLeast(string figure, double value, double target, string unit = "") => Judge(figure, value, value >= target, $"≥ {target}", unit);

    /// <summary>A figure without a target.</summary>
    public void Note(string figure, string value)
    {
        _figures.Add((figure, value));
        Console.WriteLine($"  {figure}: {value}");
    }

    /// <summary>A table's head and this run's row, for benchmarks/RESULTS.md.</summary>
    public void PrintRow()
    {
        IReadOnlyList<(string Column, string Value)> cells =
        [
            ("date", time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("commit", Checkout.Commit()),
            ("machine", Machine()),
            ("command", $"`{command}`"),
            ("seed", seed.ToString(CultureInfo.InvariantCulture)),
            .. _figures,
        ];
        Console.WriteLine($"\n{benchmark}: {(AllMet ? "every target met" : "TARGETS MISSED")}. Row for benchmarks/RESULTS.md:\n");
        Console.WriteLine($"| {string.Join(" | ", cells.Select(cell => cell.Column))} |");
        Console.WriteLine($"|{string.Concat(cells.Select(_ => "---|"))}");
        Console.WriteLine($"| {string.Join(" | ", cells.Select(cell => cell.Value))} |");
    }

    private void Judge(string figure, double value, bool met, string target, string unit)
    {
        AllMet &= met;
        var text = $"{value:0.####}{(unit.Length > 0 ? " " + unit : "")}";
        _figures.Add(($"{figure} (target {target})", met ? text : $"**{text}**"));
        Console.WriteLine($"  {(met ? "met   " : "MISSED")} {figure}: {text} (target {target})");
    }

    private static string Machine()
    {
        const string Cpu = "/proc/cpuinfo";
        var model = File.Exists(Cpu) ? File.ReadLines(Cpu).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return $"{model?.Split(':', 2)[1].Trim() ?? "unknown CPU"}, {Environment.ProcessorCount} cores";
    }
}
