using System.Diagnostics;

namespace NasStudio.Benchmarks.Ablation;

/// <summary>
/// Does what is left of the ladder, each training in a process of its own, two side by side: kernels this small gain nothing
/// from a second thread. Only this process writes results.
/// </summary>
internal sealed class AblationCampaign(string benchmark, AblationOptions options, AblationResults results)
{
    private const string RowFile = "row.csv";
    private readonly Lock _gate = new();
    private readonly long _started = Stopwatch.GetTimestamp();

    /// <summary>Where a child leaves its row.</summary>
    public static string RowOf(string folder) => Path.Combine(folder, RowFile);

    /// <returns>True where every training is done.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        var done = results.Read().Select(row => row.Cell).ToHashSet();
        var left = new Queue<AblationCell>(options.Cells.Where(cell => !done.Contains(cell)));
        Console.WriteLine($"{options.Cells.Count() - left.Count} of {options.Cells.Count()} trainings are in {results.Path}; unfinished ones lie in {options.Folder}.");
        await Task.WhenAll(Enumerable.Range(0, options.Processes).Select(_ => WorkAsync(left, cancellation)));
        var missing = options.Cells.Except(results.Read().Select(row => row.Cell)).ToList();
        Console.WriteLine(missing.Count == 0 ? "All are done." : $"{missing.Count} are left: {string.Join(", ", missing)}. The same command goes on.");
        return missing.Count == 0;
    }

    private async Task WorkAsync(Queue<AblationCell> left, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested && MinutesLeft() is null or > 0)
        {
            AblationCell? cell;
            lock (_gate)
            {
                if (!left.TryDequeue(out cell))
                {
                    return;
                }
            }

            await RunAsync(cell);
        }
    }

    /// <summary>A child is not killed: it is told how long it may take, and Ctrl+C reaches it by itself.</summary>
    private async Task RunAsync(AblationCell cell)
    {
        var folder = options.FolderOf(cell);
        if (!File.Exists(RowOf(folder)))
        {
            using var child = Process.Start(OwnProcess.Of(options.ChildArguments(benchmark, cell, MinutesLeft())))!;
            await child.WaitForExitAsync(CancellationToken.None);
        }

        if (File.Exists(RowOf(folder)))
        {
            lock (_gate)
            {
                var row = AblationRow.Parse(File.ReadAllText(RowOf(folder)).Trim());
                results.Append(row);
                Directory.Delete(folder, recursive: true);
                Console.WriteLine($"{cell} is done: {row}");
            }
        }
    }

    private double? MinutesLeft() => options.Minutes is { } minutes ? Math.Max(0, minutes - Stopwatch.GetElapsedTime(_started).TotalMinutes) : null;
}
