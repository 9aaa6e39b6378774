using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using NasStudio.Core.Documents;
using NasStudio.Runs.Experiments;
using NasStudio.Web.Experiments;

namespace NasStudio.Web.Parts;

/// <summary>Name, tags and Markdown notes of an experiment, each shown and changed in its place; every change is stored at once.</summary>
public sealed partial class ExperimentNotes
{
    private readonly string _id = $"notes-{Guid.CreateVersion7():N}";
    private ImmutableArray<DocumentError> _errors = [];
    private string _name = "";
    private string _tag = "";
    private string? _draft;

    [Parameter]
    [EditorRequired]
    public string Name { get; set; } = "";

    [Parameter]
    [EditorRequired]
    public IReadOnlyList<string> Tags { get; set; } = [];

    [Parameter]
    [EditorRequired]
    public string Notes { get; set; } = "";

    /// <summary>Given only edits that break no rule.</summary>
    [Parameter]
    public EventCallback<ExperimentEdit> Save { get; set; }

    protected override void OnParametersSet()
    {
        if (ErrorOf("name") is null)
        {
            _name = Name;
        }
    }

    private string? ErrorOf(string field) => _errors.FirstOrDefault(error => error.Path.StartsWith(field, StringComparison.Ordinal))?.Message;

    private Task<bool> RenameAsync(ChangeEventArgs change)
    {
        _name = (change.Value as string ?? "").Trim();
        return TryAsync("name", new ExperimentEdit(Name: _name));
    }

    /// <summary>A comma ends a tag as Enter does.</summary>
    private Task TypeTagAsync(ChangeEventArgs change)
    {
        _tag = change.Value as string ?? "";
        if (!_tag.EndsWith(','))
        {
            return Task.CompletedTask;
        }

        _tag = _tag.TrimEnd(',');
        return AddTagAsync();
    }

    private Task AddOnEnterAsync(KeyboardEventArgs key) => key.Key == "Enter" ? AddTagAsync() : Task.CompletedTask;

    private async Task AddTagAsync()
    {
        var tag = _tag.Trim();
        if (tag.Length == 0)
        {
            return;
        }

        // Emptied at once: leaving the field while it is being stored must not add it again.
        _tag = "";
        if (!await TryAsync("tags", new ExperimentEdit(Tags: [.. Tags, tag])))
        {
            _tag = tag;
        }
    }

    private Task<bool> RemoveTagAsync(string tag) => TryAsync("tags", new ExperimentEdit(Tags: [.. Tags.Where(other => other != tag)]));

    private async Task SaveNotesAsync()
    {
        if (await TryAsync("notes", new ExperimentEdit(Notes: _draft)))
        {
            _draft = null;
        }
    }

    private async Task<bool> TryAsync(string field, ExperimentEdit edit)
    {
        _errors = [.. _errors.Where(error => !error.Path.StartsWith(field, StringComparison.Ordinal)), .. ExperimentEdits.Check(edit)];
        if (ErrorOf(field) is not null)
        {
            return false;
        }

        await Save.InvokeAsync(edit);
        return true;
    }
}
