using NasStudio.Core.Documents;
using NasStudio.Core.Experiments;
using NasStudio.Core.Spaces;
using NasStudio.Core.Tables;
using NasStudio.Datasets;
using NasStudio.Export.Fronts;
using NasStudio.Export.Teachers;
using NasStudio.Runs.Protocol;
using NasStudio.Runs.Tables;
using NasStudio.Torch.Training;

namespace NasStudio.Worker.Commands;

/// <summary>
/// One experiment without a server: a progress bar, then front.csv, experiment.json and subnets/ in a folder; for a table
/// convergence.json in place of subnets/.
/// </summary>
internal static class RunCommand
{
    public static async Task<int> RunAsync(string file, string folder)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, cancel) =>
        {
            cancel.Cancel = true;
            stop.Cancel();
        };
        try
        {
            var home = Path.GetFullPath(Environment.GetEnvironmentVariable("NASSTUDIO_HOME") ?? ".nasstudio");
            var datasets = new DatasetCatalogue(Environment.GetEnvironmentVariable("NASSTUDIO_DATA"), Path.Combine(home, "data"));
            var tables = new TableFolder(home).Shelf with { OpenFile = path => OpenTable(path, file) };
            var teachers = new TeacherFolder(home, path => Beside(path, file));
            var reader = ExperimentReader.OfBuiltInSpaces(datasets.Facts(), tables, teachers.Shelf);
            var experiment = reader.Read(await File.ReadAllTextAsync(file, stop.Token));
            var table = experiment.Table is { } source ? TableRun.Open(source, tables) : null;
            var decisions = table?.Decisions ?? new SearchSpace(experiment.SearchSpace).Decisions;
            var earlier = WarmStart.OfFiles(experiment, decisions, path => File.ReadAllText(Beside(path, file)));
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, RunFolder.Experiment), ExperimentWriter.Write(experiment), stop.Token);
            Func<IEventSink, SearchOutcome> execute = table is null
                ? sink => new ExperimentRun(experiment, earlier, datasets, folder, home, TimeProvider.System, teachers).Execute(sink, Path.Combine(folder, "subnets"), stop.Token)
                : sink => new TableRun(experiment, earlier, table, folder, TimeProvider.System).Execute(sink, stop.Token);
            var outcome = await TerminalSink.ShowAsync(execute);
            await File.WriteAllTextAsync(
                Path.Combine(folder, "front.csv"), FrontCsv.Write(experiment.Search.ObjectiveDefinitions(), decisions, Rows(outcome)), CancellationToken.None);
            return WorkerExit.Done;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped before the end.");
            return WorkerExit.TryAgain;
        }
        catch (Exception error) when (error is DocumentException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return WorkerExit.BadInput;
        }
        catch (DivergedException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return WorkerExit.Failed;
        }
    }

    private static Table OpenTable(string path, string experimentFile) => TableReader.Read(File.ReadAllBytes(Beside(path, experimentFile)));

    /// <summary>Seen from the folder of the experiment's file, or else from the working directory.</summary>
    private static string Beside(string path, string experimentFile)
    {
        var beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(experimentFile)) ?? "", path);
        return File.Exists(beside) ? beside : path;
    }

    private static List<FrontCsvRow> Rows(SearchOutcome outcome)
    {
        var front = outcome.Front.ToHashSet();
        return [.. outcome.Evaluations.Select((evaluated, i) => new FrontCsvRow(i, evaluated.Evaluation, front.Contains(i)))];
    }
}
