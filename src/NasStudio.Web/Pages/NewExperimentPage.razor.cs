using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using NasStudio.Core.Documents;
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
public sealed partial class NewExperimentPage : IDisposable
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
    private string _key = "";
    private string? _problem;
    private bool _sending;

    [SupplyParameterFromQuery(Name = "clone")]
    private Guid? Clone { get; set; }

    /// <summary>Whether the clone also measures how well gradients agree.</summary>
    [SupplyParameterFromQuery(Name = "probe")]
    private bool? Probe { get; set; }

    [SupplyParameterFromQuery(Name = "space")]
    private string? SpaceName { get; set; }

    [SupplyParameterFromQuery(Name = "table")]
    private string? TableName { get; set; }

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
    private ISnackbar Notices { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    public void Dispose()
    {
        _typing?.Cancel();
        _typing?.Dispose();
        _left.Cancel();
        _left.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var spaces = await Library.ListAsync(_left.Token);
        _spaceNames = [.. spaces.Select(space => space.Name)];
        _datasets = [.. Catalogue.List()];
        _tableNames = [.. Tables.List().Select(entry => entry.Name)];
        var text = await CloneAsync() ?? OfTable() ?? NewExperimentText.Of(
            SpaceName is not null && _spaceNames.Contains(SpaceName) ? SpaceName : _spaceNames[0],
            _datasets.FirstOrDefault(entry => entry.State is DatasetState.Ready)?.Description.Name ?? "shapes");
        _draft = new ExperimentDraft(text, spaces.ToDictionary(space => space.Name, SearchSpaceWriter.ToJson, StringComparer.Ordinal));
        _draft.Changed += OnChanged;
        await CheckAsync(_left.Token);
    }

    private bool OnATable => _draft?.Root.ContainsKey("table") is true;

    private IReadOnlyList<string> TableObjectives => Tables.Find(JsonToken.Show(_draft!["table"]))?.Objectives ?? [];

    private string? OfTable() => TableName is not null && Tables.Find(TableName) is { } table ? NewExperimentText.OfTable(TableName, table) : null;

    private async Task<string?> CloneAsync()
    {
        if (Clone is not { } id)
        {
            return null;
        }

        if (await Store.FindExperimentAsync(id, _left.Token) is not { } original)
        {
            _problem = $"There is no experiment {id} to clone; this is a new one.";
            return null;
        }

        var json = JsonNode.Parse(original.Json, documentOptions: new() { AllowTrailingCommas = true, CommentHandling = System.Text.Json.JsonCommentHandling.Skip })!.AsObject();
        json["name"] = $"{original.Name} (copy)";
        if (Probe is true && json["table"] is null)
        {
            json["training"] ??= new JsonObject();
            json["training"]!["gradientProbe"] = true;
        }

        return JsonLayout.Write(json);
    }

    private void TypeJson(ChangeEventArgs change) => _draft!.ReplaceText(change.Value as string ?? "");

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
        try
        {
            await Submission.CheckAsync(text, replaced);
        }
        catch (DocumentException refused)
        {
            errors = [.. refused.Errors];
        }

        _earlier = await Submission.EarlierThatFitAsync(text, replaced) ?? _earlier;
        var analysis = await Task.Run(Analyze, replaced);
        replaced.ThrowIfCancellationRequested();
        _key = Guid.CreateVersion7(Time.GetUtcNow()).ToString("N", CultureInfo.InvariantCulture);
        _check = new DraftCheck(errors, OnATable ? null : analysis ?? _check.Analysis, IsCurrent: analysis is not null || OnATable);
        await InvokeAsync(StateHasChanged);
    }

    /// <summary>Null while the space is broken.</summary>
    private SpaceAnalysis? Analyze()
    {
        if (OnATable || !_draft!.IsReadable || _draft.Space is not { } space)
        {
            return null;
        }

        try
        {
            var images = _datasets.FirstOrDefault(entry => entry.Description.Name == JsonToken.Show(_draft["dataset.name"]))?.Description;
            return SpaceAnalysis.Of(
                new SearchSpace(SearchSpaceReader.Read(space.ToJsonString())),
                images is { Classes.Length: > 0 } ? new NetworkInput(images.Channels, images.Height, images.Width, images.Classes.Length) : null);
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
            _spaceNames = [.. (await Library.ListAsync(_left.Token)).Select(known => known.Name)];
            Notices.Add($"Saved the search space “{name}”.", Severity.Success);
        }
        catch (DocumentException refused)
        {
            Notices.Add(string.Join(" ", refused.Errors.Select(error => error.Message)), Severity.Error);
        }
    }
}
