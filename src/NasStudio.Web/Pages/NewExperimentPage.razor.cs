using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using NasStudio.Core.Documents;
using NasStudio.Core.Experiments;
using NasStudio.Core.Networks;
using NasStudio.Core.Spaces;
using NasStudio.Datasets;
using NasStudio.Runs;
using NasStudio.Web.Experiments;
using NasStudio.Web.Parts.Compose;
using NasStudio.Web.Spaces;
using NasStudio.Web.Tables;

namespace NasStudio.Web.Pages;

/// <summary>
/// Composes an experiment as form and as JSON, both of one text; checked as it is typed by the same code that takes it in.
/// </summary>
public sealed partial class NewExperimentPage : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly CancellationTokenSource _left = new();
    private CancellationTokenSource? _typing;
    private ExperimentDraft? _draft;
    private DraftCheck _check = DraftCheck.None;
    private ImmutableArray<DatasetEntry> _datasets = [];
    private ImmutableArray<string> _spaceNames = [];
    private ImmutableArray<string> _tableNames = [];
    private ImmutableArray<EarlierExperiment> _earlier = [];
    private (string Space, NetworkInput? Input) _viewed;
    private DraftBrowser? _browser;
    private string _key = "";
    private string? _problem;
    private bool _sending;

    [Inject]
    private TableLibrary Tables { get; set; } = default!;

    [Inject]
    private IRunStore Store { get; set; } = default!;

    [Inject]
    private SpaceLibrary Library { get; set; } = default!;

    [Inject]
    private DatasetCatalogue Catalogue { get; set; } = default!;

    [Inject]
    private ExperimentSubmission Submission { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    [Inject]
    private ISnackbar Notices { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    public async ValueTask DisposeAsync()
    {
        _finished?.Dispose();
        _typing?.Cancel();
        _typing?.Dispose();
        await _left.CancelAsync();
        _left.Dispose();
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
    }

    protected override async Task OnInitializedAsync()
    {
        _spaces = await Library.ListAsync(_left.Token);
        _spaceNames = [.. _spaces.Select(space => space.Name)];
        _datasets = [.. Catalogue.List()];
        _tableNames = [.. Tables.List().Select(entry => entry.Name)];
        _browser = await DraftBrowser.OpenAsync(Browser, _left.Token);
        _browser.UndoAsked = again => _ = InvokeAsync(() => UndoAsked(again));
        _begun = await BeginningAsync();
        _draft = new ExperimentDraft(await RestoreAsync() ?? _begun, _spaces.ToDictionary(space => space.Name, SearchSpaceWriter.ToJson, StringComparer.Ordinal));
        _draft.Changed += OnChanged;
        await CheckAsync(_left.Token);
    }

    private bool OnATable => _draft?.Root.ContainsKey("table") is true;

    private IReadOnlyList<string> TableObjectives => Tables.Find(JsonToken.Show(_draft!["table"]))?.Objectives ?? [];

    private void UndoAsked(bool again)
    {
        if (again)
        {
            _draft?.Redo();
        }
        else
        {
            _draft?.Undo();
        }
    }

    private void OnChanged()
    {
        _check = _check with { IsCurrent = false };
        _typing?.Cancel();
        _typing?.Dispose();
        _typing = CancellationTokenSource.CreateLinkedTokenSource(_left.Token);
        _ = CheckSoonAsync(_typing.Token);
        StateHasChanged();
    }

    private async Task CheckSoonAsync(CancellationToken replaced)
    {
        try
        {
            await Task.Delay(Pause, Time, replaced);
            await CheckAsync(replaced);
        }
        catch (OperationCanceledException)
        {
            // Typed on, or left.
        }
    }

    private async Task CheckAsync(CancellationToken replaced)
    {
        var text = _draft!.Text;
        ImmutableArray<DocumentError> errors = [];
        ExperimentDocument? document = null;
        try
        {
            document = await Submission.CheckAsync(text, replaced);
        }
        catch (DocumentException refused)
        {
            errors = [.. refused.Errors];
        }

        _earlier = await Submission.EarlierThatFitAsync(text, replaced) ?? _earlier;
        var view = await Task.Run(View, replaced);
        replaced.ThrowIfCancellationRequested();
        _draft.Settle();
        _key = Guid.CreateVersion7(Time.GetUtcNow()).ToString("N", CultureInfo.InvariantCulture);
        _check = new DraftCheck(errors, OnATable ? null : view ?? _check.View, IsCurrent: view is not null || OnATable);
        await InvokeAsync(StateHasChanged);
        await KeepAsync();
        await EstimateAsync(document, replaced);
    }

    /// <summary>Null while the space is broken; the view there is where space and images are as they were.</summary>
    private SpaceView? View()
    {
        if (OnATable || !_draft!.IsReadable || _draft.Space is not { } space)
        {
            return null;
        }

        var images = _datasets.FirstOrDefault(entry => entry.Description.Name == JsonToken.Show(_draft["dataset.name"]))?.Description;
        var wanted = (space.ToJsonString(), images is { Classes.Length: > 0 } ? images.NetworkInput : null);
        if (_check.View is { } known && _viewed == wanted)
        {
            return known;
        }

        try
        {
            var view = SpaceView.Of(wanted.Item1, wanted.Item2);
            _viewed = wanted;
            return view;
        }
        catch (DocumentException)
        {
            return null;
        }
    }

    private async Task SubmitAsync(bool start)
    {
        _sending = true;
        _problem = null;
        try
        {
            var experiment = await Submission.SubmitAsync(_draft!.Text, _key, start, _left.Token);
            await _browser!.ForgetAsync(StorageKey);
            Navigation.NavigateTo($"experiments/{experiment.Id}");
        }
        catch (DocumentException refused)
        {
            _check = _check with { Errors = [.. refused.Errors] };
        }
        finally
        {
            _sending = false;
        }
    }

    private async Task SaveSpaceAsync()
    {
        var space = _draft!.Space!;
        var name = JsonToken.Show(space["name"]);
        try
        {
            await Library.PutAsync(name, JsonLayout.Write(space), _left.Token);
            _spaces = await Library.ListAsync(_left.Token);
            _spaceNames = [.. _spaces.Select(known => known.Name)];
            Notices.Add($"Saved the search space “{name}”.", Severity.Success);
        }
        catch (DocumentException refused)
        {
            Notices.Add(string.Join(" ", refused.Errors.Select(error => error.Message)), Severity.Error);
        }
    }
}
