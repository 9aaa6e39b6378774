using Microsoft.AspNetCore.Components;
using NasStudio.Runs.Experiments;

namespace NasStudio.Web.Parts;

/// <summary>An experiment in one line: what it is, how it stands, how far it is.</summary>
public sealed partial class HomeRow
{
    [Parameter]
    [EditorRequired]
    public ExperimentRow Experiment { get; set; } = default!;

    /// <summary>The buttons.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private RunRow? Run => Experiment.NewestRun;

    private string Source => Experiment.Document.Table is { } table ? $"table {table.Title}" : $"{Experiment.Document.Dataset.Name} · {Experiment.Document.SearchSpace.Name}";

    private string Sentence
    {
        get
        {
            var percent = Figures.Percent(Run!.Progress, 0);
            return Run.State is RunState.Queued ? "waits for the run before it"
                : Figures.Remaining(Run.EtaLowSeconds, Run.EtaHighSeconds) is { } left && Run.State is RunState.Running ? $"{percent}, {left}"
                : percent;
        }
    }
}
