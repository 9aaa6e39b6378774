using NasStudio.Core.Documents;
using NasStudio.Core.Experiments;
using NasStudio.Core.Spaces;
using NasStudio.Datasets;
using NasStudio.Export.Fronts;
using NasStudio.Runs.Protocol;
using NasStudio.Torch.Training;

namespace NasStudio.Worker.Commands;

/// <summary>One experiment without a server: a progress bar, then front.csv, experiment.json and subnets/ in a folder.</summary>
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
            var reader = new ExperimentReader(BuiltInSpaces.Find, [.. BuiltInSpaces.All.Select(space => space.Name)], datasets.Facts());
            var experiment = reader.Read(await File.ReadAllTextAsync(file, stop.Token));
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, RunFolder.Experiment), ExperimentWriter.Write(experiment), stop.Token);
            var run = new ExperimentRun(experiment, datasets, folder, home, TimeProvider.System);
            var outcome = await TerminalSink.ShowAsync(sink => run.Execute(sink, Path.Combine(folder, "subnets"), stop.Token));
            await File.WriteAllTextAsync(Path.Combine(folder, "front.csv"), FrontCsv.Write(
                experiment.Search.Objectives, new SearchSpace(experiment.SearchSpace).Decisions, Rows(outcome)), CancellationToken.None);
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

    private static IEnumerable<FrontCsvRow> Rows(SearchOutcome outcome)
    {
        var front = outcome.Front.ToHashSet();
        return outcome.Evaluations.Select((evaluated, i) => new FrontCsvRow(i, evaluated.Evaluation, front.Contains(i)));
    }
}
