using Microsoft.AspNetCore.Components;
using MudBlazor;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Protocol;

namespace NasStudio.Web.Parts;

/// <summary>Where a run stands: its stages, the part done, and what is left as a range.</summary>
public sealed partial class StageProgress
{
    private static readonly string[] All = [RunStages.Prepare, RunStages.Train, RunStages.Score, RunStages.Search, RunStages.Alone, RunStages.Report];
    private static readonly string[] Tabular = [RunStages.Prepare, RunStages.Search];

    [Parameter]
    [EditorRequired]
    public RunRow Run { get; set; } = default!;

    /// <summary>A table is searched as it is: nothing is trained, and no test split is read.</summary>
    [Parameter]
    public bool OnATable { get; set; }

    /// <summary>Candidates are scored between training and search.</summary>
    [Parameter]
    public bool ScoresCandidates { get; set; }

    /// <summary>Subnets are trained alone between search and report.</summary>
    [Parameter]
    public bool TrainsAlone { get; set; }

    private string Sentence
    {
        get
        {
            var percent = Figures.Percent(Run.Progress, 0);
            return Run.State switch
            {
                RunState.Running => Figures.Remaining(Run.EtaLowSeconds, Run.EtaHighSeconds) is { } left ? $"{percent}, {left}" : percent,
                RunState.Queued => "Waits for the run before it",
                _ when Run is { Started: { } started, Ended: { } ended } => $"{percent}, took {Figures.Duration(ended - started)}",
                _ => percent,
            };
        }
    }

    private IEnumerable<Step> Stages
    {
        get
        {
            var order = OnATable ? Tabular : [.. All.Where(stage => (ScoresCandidates || stage != RunStages.Score) && (TrainsAlone || stage != RunStages.Alone))];
            var reached = Run.State is RunState.Completed ? order.Length : Array.IndexOf(order, Run.Stage);
            return order.Select((name, index) => index < reached
                ? new Step(name, "done", "stage-done", Icons.Material.Outlined.CheckCircle, Current: false)
                : index == reached
                    ? new Step(name, "under way", "stage-now", Icons.Material.Outlined.RadioButtonChecked, Run.State is RunState.Running)
                    : new Step(name, "to come", "stage-later", Icons.Material.Outlined.RadioButtonUnchecked, Current: false));
        }
    }

    private sealed record Step(string Name, string Word, string Look, string Icon, bool Current);
}
