using System.Globalization;
using NasStudio.Core.Experiments;
using NasStudio.Runs.Protocol;
using Spectre.Console;

namespace NasStudio.Worker.Commands;

/// <summary>Shows a run as a progress bar with its log above.</summary>
internal sealed class TerminalSink(ProgressTask bar) : IEventSink
{
    private double? _best;

    /// <summary>Runs the work on a thread of its own, so that tensors stay on one thread, and draws meanwhile.</summary>
    public static Task<T> ShowAsync<T>(Func<IEventSink, T> work) => AnsiConsole.Progress()
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .StartAsync(context => Task.Factory.StartNew(
            () => work(new TerminalSink(context.AddTask(RunStages.Prepare))),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default));

    public void Report(RunEvent runEvent)
    {
        switch (runEvent)
        {
            case ProgressEvent progress:
                bar.Description = progress.EvaluationsDone == 0 ? progress.Stage : string.Create(
                    CultureInfo.InvariantCulture, $"{progress.Stage}: {progress.EvaluationsDone} of {progress.EvaluationsPlanned}{(_best is { } best ? $", best {best:P1}" : "")}");
                bar.Value = progress.Progress * bar.MaxValue;
                break;
            case LogEvent log:
                AnsiConsole.WriteLine(log.Message);
                break;
            case EvaluationEvent { Evaluation: { Fidelity: Fidelity.Search, Feasible: true, Repeat: null } evaluation }:
                _best = Math.Max(_best ?? 0, evaluation.Values["accuracy"]);
                break;
        }
    }
}
