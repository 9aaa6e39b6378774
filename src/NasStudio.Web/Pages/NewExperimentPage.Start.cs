using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using NasStudio.Core.Spaces;
using NasStudio.Datasets;
using NasStudio.Web.Experiments;
using NasStudio.Web.Parts.Compose;
using NasStudio.Web.Spaces;

namespace NasStudio.Web.Pages;

/// <summary>What a draft begins with: an earlier experiment, a table, a template, a file, or what was left in this tab.</summary>
public sealed partial class NewExperimentPage
{
    private const string DraftKey = "nasstudio.draft:";
    private IReadOnlyList<SearchSpaceDocument> _spaces = [];
    private Opened _open = Opened.Nothing;
    private string _begun = "";
    private string? _other;
    private bool _isRestored;

    private enum Opened
    {
        Nothing,
        Templates,
        Import,
    }

    [SupplyParameterFromQuery(Name = "from")]
    private Guid? From { get; set; }

    /// <summary>The older name of <see cref="From"/>.</summary>
    [SupplyParameterFromQuery(Name = "clone")]
    private Guid? Clone { get; set; }

    /// <summary>Whether the clone also measures how well gradients agree.</summary>
    [SupplyParameterFromQuery(Name = "probe")]
    private bool? Probe { get; set; }

    [SupplyParameterFromQuery(Name = "space")]
    private string? SpaceName { get; set; }

    [SupplyParameterFromQuery(Name = "table")]
    private string? TableName { get; set; }

    /// <summary>One draft an address: a clone does not replace a new one.</summary>
    private string StorageKey => DraftKey + Navigation.ToBaseRelativePath(Navigation.Uri);

    private string ReadyDataset => _datasets.FirstOrDefault(entry => entry.State is DatasetState.Ready)?.Description.Name ?? "shapes";

    private IReadOnlyList<ComposeStart> SpaceStarts =>
        [.. _spaces.Select(space => new ComposeStart(space.Name, SpaceSentences.Of(space), NewExperimentText.Of(space.Name, ReadyDataset)))];

    private IReadOnlyList<ComposeStart> ExperimentStarts =>
    [
        .. ExperimentTemplates.All.Select(template => new ComposeStart(template.Title, template.Sentence, template.Json)),
        .. _tableNames.Select(name => new ComposeStart($"Search of {name}", "The table in place of training: seconds, five seeds, beside random search.", NewExperimentText.OfTable(name, Tables.Find(name)!))),
        .. _tableNames.IsEmpty
            ? [new ComposeStart("NAS-Bench-201 table search", "A benchmark table in place of training. Import one on the page Tables first.", null)]
            : Array.Empty<ComposeStart>(),
    ];

    private static string Expanded(bool value) => value ? "true" : "false";

    private async Task<string> BeginningAsync() => await CloneAsync() ?? OfTable() ?? Fresh();

    private string Fresh() => NewExperimentText.Of(
        SpaceName is not null && _spaceNames.Contains(SpaceName) ? SpaceName : _spaceNames[0],
        ReadyDataset);

    private string? OfTable() => TableName is not null && Tables.Find(TableName) is { } table ? NewExperimentText.OfTable(TableName, table) : null;

    private async Task<string?> CloneAsync()
    {
        if ((From ?? Clone) is not { } id)
        {
            return null;
        }

        if (await Store.FindExperimentAsync(id, _left.Token) is not { } original)
        {
            _problem = $"There is no experiment {id} to clone; this is a new one.";
            return null;
        }

        var json = JsonNode.Parse(original.Json, documentOptions: new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip })!.AsObject();
        json["name"] = $"{original.Name} (copy)";
        if (Probe is true && json["table"] is null)
        {
            json["training"] ??= new JsonObject();
            json["training"]!["gradientProbe"] = true;
        }

        return JsonLayout.Write(json);
    }

    /// <summary>The draft that was left in this tab under this address; null where there is none.</summary>
    private async Task<string?> RestoreAsync()
    {
        var stored = await _browser!.LoadAsync(StorageKey);
        _isRestored = stored is not null && stored != _begun;
        return _isRestored ? stored : null;
    }

    private Task KeepAsync() => _browser is not { } browser || _draft is not { } draft ? Task.CompletedTask
        : draft.Text == _begun ? browser.ForgetAsync(StorageKey)
        : browser.SaveAsync(StorageKey, draft.Text);

    private async Task StartOverAsync()
    {
        _isRestored = false;
        _draft!.Load(_begun, "Started over. Undo brings the draft back.");
        await KeepAsync();
        Notices.Add("Started over. Undo brings the draft back.", MudBlazor.Severity.Normal);
    }

    private void Toggle(Opened what) => _open = _open == what ? Opened.Nothing : what;

    private void Take(ComposeStart start)
    {
        _open = Opened.Nothing;
        _draft!.Load(start.Text!, $"{start.Title} taken. Undo brings the draft before it back.");
        Notices.Add($"{start.Title} taken; Undo brings back what was here.", MudBlazor.Severity.Normal);
    }

    private void Take(ImportedDocument document)
    {
        _open = Opened.Nothing;
        var root = document.Json;
        if (document.IsSpace)
        {
            root = (OnATable || !_draft!.IsReadable ? JsonNode.Parse(Fresh())! : _draft.Root.DeepClone()).AsObject();
            root["searchSpace"] = document.Json.DeepClone();
        }

        var told = document.IsSpace ? $"The search space “{document.Name}” taken" : $"The experiment “{document.Name}” taken";
        _draft!.Load(JsonLayout.Write(root), $"{told}.");
        Notices.Add($"{told}; Undo brings back what was here.", MudBlazor.Severity.Normal);
    }

    /// <summary>Name and seed stay; what the other kind had comes back when it is chosen again.</summary>
    private void Switch(bool toTable)
    {
        if (toTable == OnATable)
        {
            return;
        }

        var other = JsonNode.Parse(_other ?? (toTable ? NewExperimentText.OfTable(_tableNames[0], Tables.Find(_tableNames[0])!) : Fresh()))!.AsObject();
        _other = _draft!.Root.ToJsonString();
        if (_draft["name"] is { } name)
        {
            other["name"] = name.DeepClone();
        }

        _draft.Load(JsonLayout.Write(other), toTable ? "A table is searched." : "A supernet is trained and searched.");
    }

    private Task ExportExperimentAsync() => _browser!.DownloadAsync($"{FileName(JsonToken.Show(_draft!["name"]), "experiment")}.json", _draft.Text);

    private Task ExportSpaceAsync() => _draft!.Space is { } space
        ? _browser!.DownloadAsync($"{FileName(JsonToken.Show(space["name"]), "space")}.json", JsonLayout.Write(space))
        : Task.CompletedTask;

    private async Task CopyAsync(string text) => Notices.Add(
        await _browser!.CopyAsync(text) ? "Copied." : "The browser does not let a page copy; select the number and copy it yourself.",
        MudBlazor.Severity.Normal);

    private static string FileName(string name, string otherwise)
    {
        var letters = name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '-').ToArray();
        return new string(letters).Trim('-', '.') is { Length: > 0 } safe ? safe : otherwise;
    }
}
