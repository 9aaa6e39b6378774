using System.Collections.Immutable;

namespace NasStudio.Benchmarks.Ablation;

/// <summary>benchmarks/results/ablation.csv: a line a finished training, in the order in which they ended. One process writes.</summary>
internal sealed class AblationResults(string path)
{
    public static AblationResults OfTheRepository() => new(System.IO.Path.Combine(StudioServer.Root, "benchmarks", "results", "ablation.csv"));

    public string Path => path;

    /// <exception cref="InvalidOperationException">A line cannot be read.</exception>
    public ImmutableArray<AblationRow> Read() =>
        File.Exists(path) ? [.. File.ReadLines(path).Skip(1).Where(line => line.Length > 0).Select(AblationRow.Parse)] : [];

    public void Append(AblationRow row)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        if (!File.Exists(path))
        {
            File.WriteAllText(path, AblationRow.Head(row.Levels.Length) + "\n");
        }

        File.AppendAllText(path, row + "\n");
    }
}
