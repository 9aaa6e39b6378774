using Microsoft.AspNetCore.Components;
using MudBlazor;
using NasStudio.Web.Parts;

namespace NasStudio.Web.Pages;

/// <summary>What is done with rows: tags and notes, and deleting with a way back.</summary>
public sealed partial class ExperimentsPage
{
    /// <summary>The way back is offered this long; the store keeps what was deleted longer.</summary>
    private const int UndoMilliseconds = 12_000;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Notices { get; set; } = default!;

    private Task DeleteSelectedAsync() => DeleteAsync([.. _selected]);

    /// <summary>In the order of the list; those of other pages follow.</summary>
    private void Compare() => Navigation.NavigateTo($"compare?experiments={string.Join(',', _rows.Select(row => row.Id).Where(_selected.Contains).Union(_selected))}");

    private void ClearSelection() => _selected = [];

    private async Task DeleteAsync(IReadOnlyList<Guid> ids)
    {
        var deleted = new List<(Guid Id, string Name)>();
        foreach (var id in ids)
        {
            if (await Store.FindExperimentAsync(id, _left.Token) is not { } experiment)
            {
                continue;
            }

            try
            {
                await Store.HideExperimentAsync(id, _left.Token);
                deleted.Add((id, experiment.Name));
            }
            catch (InvalidOperationException active)
            {
                Notices.Add(active.Message, Severity.Warning);
            }
        }

        _selected = _selected.Except(deleted.Select(one => one.Id));
        if (deleted.Count > 0)
        {
            OfferUndo(deleted);
        }

        await RefreshAsync();
    }

    private void OfferUndo(List<(Guid Id, string Name)> deleted) => Notices.Add(
        deleted is [var only] ? $"Deleted “{only.Name}”." : $"Deleted {deleted.Count} experiments.",
        Severity.Normal,
        options =>
        {
            options.Action = "Undo";
            options.ActionColor = Color.Primary;
            options.VisibleStateDuration = UndoMilliseconds;
            options.CloseAfterNavigation = false;
            options.OnClick = _ => RestoreAsync(deleted);
        });

    /// <summary>The notice outlives this page, so nothing here is cancelled with it.</summary>
    private async Task RestoreAsync(List<(Guid Id, string Name)> deleted)
    {
        foreach (var (id, name) in deleted)
        {
            if (!await Store.RestoreExperimentAsync(id, CancellationToken.None))
            {
                Notices.Add($"“{name}” is gone for good.", Severity.Warning);
            }
        }
    }

    private async Task DescribeAsync(ExperimentSummary row)
    {
        var parameters = new DialogParameters<NotesDialog> { { dialog => dialog.Experiment, row.Id } };
        await Dialogs.ShowAsync<NotesDialog>(row.Name, parameters, new DialogOptions { MaxWidth = MaxWidth.Small, FullWidth = true, CloseButton = true });
    }
}
