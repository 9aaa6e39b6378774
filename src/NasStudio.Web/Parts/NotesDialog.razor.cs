using Microsoft.AspNetCore.Components;
using MudBlazor;
using NasStudio.Runs;
using NasStudio.Runs.Experiments;

namespace NasStudio.Web.Parts;

/// <summary>Name, tags and notes of one experiment of a list.</summary>
public sealed partial class NotesDialog
{
    private ExperimentRow? _experiment;
    private bool _gone;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Parameter]
    [EditorRequired]
    public Guid Experiment { get; set; }

    [Inject]
    private IRunStore Store { get; set; } = default!;

    protected override async Task OnInitializedAsync() => Show(await Store.FindExperimentAsync(Experiment, CancellationToken.None));

    private async Task SaveAsync(ExperimentEdit edit) => Show(await Store.EditExperimentAsync(Experiment, edit, CancellationToken.None));

    private void Show(ExperimentRow? experiment)
    {
        _experiment = experiment;
        _gone = experiment is null;
    }
}
