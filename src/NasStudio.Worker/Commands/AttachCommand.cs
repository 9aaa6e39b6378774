using System.Runtime.InteropServices;
using System.Text.Json;
using NasStudio.Core.Documents;
using NasStudio.Core.Experiments;
using NasStudio.Datasets;
using NasStudio.Export.Teachers;
using NasStudio.Runs.Protocol;
using NasStudio.Runs.Tables;
using NasStudio.Torch.Training;

namespace NasStudio.Worker.Commands;

/// <summary>
/// Does the run that a studio ordered in a folder: events go to the journal and to the studio, which answers whether to go on.
/// </summary>
internal static class AttachCommand
{
    public static async Task<int> RunAsync(string folder)
    {
        var order = JsonSerializer.Deserialize<WorkOrder>(await File.ReadAllTextAsync(Path.Combine(folder, RunFolder.Order)), RunJson.Options)
            ?? throw new InvalidDataException($"{RunFolder.Order} in {folder} is empty.");
        await using var uplink = new EventUplink(order, TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(uplink.Stop);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            stop.Cancel();
        });
        var (exit, sentence) = await Task.Factory.StartNew(
            () => Execute(order, uplink, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (exit is WorkerExit.Done)
        {
            uplink.Report(new EndEvent(null));
        }
        else if (exit is WorkerExit.BadInput or WorkerExit.Failed)
        {
            uplink.Report(new EndEvent(sentence));
        }

        await uplink.FlushAsync(TimeSpan.FromSeconds(10));
        if (sentence is not null)
        {
            await Console.Error.WriteLineAsync(sentence);
        }

        return uplink.Fenced ? WorkerExit.Fenced : exit;
    }

    private static (int Exit, string? Sentence) Execute(WorkOrder order, EventUplink uplink, CancellationToken stop)
    {
        try
        {
            var datasets = new DatasetCatalogue(order.Data, Path.Combine(order.Home, "data"));
            var tables = new TableFolder(order.Home).Shelf;
            var reader = ExperimentReader.OfBuiltInSpaces(datasets.Facts(), tables, new TeacherFolder(order.Home).Shelf);
            var experiment = reader.Read(File.ReadAllText(Path.Combine(order.Folder, RunFolder.Experiment)));
            var earlier = WarmStart.OfOrder(experiment, order.Folder);
            if (experiment.Table is { } source)
            {
                new TableRun(experiment, earlier, TableRun.Open(source, tables), order.Folder, TimeProvider.System).Execute(new UplinkSink(uplink), stop);
            }
            else
            {
                new ExperimentRun(experiment, earlier, datasets, order.Folder, order.Home, TimeProvider.System)
                    .Execute(new UplinkSink(uplink), exportFolder: null, stop);
            }

            return (WorkerExit.Done, null);
        }
        catch (OperationCanceledException)
        {
            return (WorkerExit.TryAgain, "Stopped by the studio.");
        }
        catch (Exception error) when (error is DocumentException or InvalidDataException or DivergedException)
        {
            return (error is DivergedException ? WorkerExit.Failed : WorkerExit.BadInput, error.Message);
        }
        catch (Exception error)
        {
            // The last boundary before the process ends: the page shows one sentence, worker.log the whole trace.
            Console.Error.WriteLine(error);
            return (WorkerExit.Failed, error.Message.ReplaceLineEndings(" "));
        }
    }

    private sealed class UplinkSink(EventUplink uplink) : IEventSink
    {
        public void Report(RunEvent runEvent) => uplink.Report(runEvent);
    }
}
