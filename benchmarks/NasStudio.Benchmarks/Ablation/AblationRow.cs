using System.Collections.Immutable;
using System.Globalization;

namespace NasStudio.Benchmarks.Ablation;

/// <summary>A line of ablation.csv.</summary>
/// <param name="GigaMacs">Multiply-accumulates of all forward passes of the training, an image of the batch, in 10⁹.</param>
/// <param name="Smallest">Accuracy of the smallest subnet, 0..1.</param>
internal sealed record AblationRow(
    string Commit,
    AblationCell Cell,
    double GigaMacs,
    ImmutableArray<LevelAccuracy> Levels,
    double Smallest,
    double Largest)
{
    private const int FixedColumns = 7;
    private static readonly string[] FirstColumns = ["commit", "arm", "seed", "steps", "gmacs"];

    public static string Head(int levels) => string.Join(',', FirstColumns
        .Concat(Enumerable.Range(0, levels).SelectMany(level => new[] { $"level{level}_mean", $"level{level}_top_quartile", $"level{level}_best" }))
        .Append("min_net")
        .Append("max_net"));

    public override string ToString() => string.Join(',', new[] { Commit, Cell.Arm, Text(Cell.Seed), Text(Cell.Steps), GigaMacs.ToString("F4", CultureInfo.InvariantCulture) }
        .Concat(Levels.SelectMany(level => new[] { Text(level.Mean), Text(level.TopQuartile), Text(level.Best) }))
        .Append(Text(Smallest))
        .Append(Text(Largest)));

    /// <exception cref="InvalidOperationException">It is no such line.</exception>
    public static AblationRow Parse(string line)
    {
        try
        {
            var cells = line.Split(',');
            var accuracies = cells[5..^2].Select(Number).Chunk(3).Select(level => new LevelAccuracy(level[0], level[1], level[2])).ToImmutableArray();
            return cells.Length > FixedColumns
                ? new(cells[0], new(cells[1], int.Parse(cells[2], CultureInfo.InvariantCulture), int.Parse(cells[3], CultureInfo.InvariantCulture)), Number(cells[4]), accuracies, Number(cells[^2]), Number(cells[^1]))
                : throw new FormatException($"{cells.Length} columns");
        }
        catch (Exception error) when (error is FormatException or IndexOutOfRangeException or ArgumentOutOfRangeException or OverflowException)
        {
            throw new InvalidOperationException($"\"{line}\" is no line of ablation.csv ({error.Message}); take it away.", error);
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(double accuracy) => accuracy.ToString("F6", CultureInfo.InvariantCulture);
}
