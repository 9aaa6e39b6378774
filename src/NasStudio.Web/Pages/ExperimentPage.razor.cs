using System.Globalization;
using Microsoft.AspNetCore.Components;
using NasStudio.Runs;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Charts;
using NasStudio.Web.Experiments;
using NasStudio.Web.Parts;
using NasStudio.Web.Parts.Experiment;
using NasStudio.Web.Tables;

namespace NasStudio.Web.Pages;

/// <summary>
/// One experiment, live. Points go from the hub straight to the charts; everything else is re-read from the feed when it
/// signals, at most five times a second. The address names the tab and the chosen subnet.
/// </summary>
public sealed partial class ExperimentPage : IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private ExperimentRow? _experiment;
    private ExperimentView? _view;
    private ThrottledRefresh? _refresh;
    private IDisposable? _subscription;
    private bool _missing;
    private bool _busy;

    [Parameter]
    public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = "tab")]
    private string? Tab { get; set; }

    [SupplyParameterFromQuery(Name = "subnet")]
    private string? Chosen { get; set; }

    [SupplyParameterFromQuery(Name = "x")]
    private string? X { get; set; }

    [SupplyParameterFromQuery(Name = "y")]
    private string? Y { get; set; }

    [SupplyParameterFromQuery(Name = "colour")]
    private string? Colour { get; set; }

    [SupplyParameterFromQuery(Name = "limit")]
    private string? Limit { get; set; }

    [SupplyParameterFromQuery(Name = "zoom")]
    private string? Zoom { get; set; }

    [Inject]
    private IRunStore Store { get; set; } = default!;

    [Inject]
    private IRunFeeds Feeds { get; set; } = default!;

    [Inject]
    private RunScheduler Queue { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private RunRow? Run => _view?.Snapshot.Run ?? _experiment?.NewestRun;

    private OverviewState Overview => new(X, Y, Colour, double.TryParse(Limit, CultureInfo.InvariantCulture, out var limit) && double.IsFinite(limit) ? limit : null, Zoom);

    public void Dispose()
    {
        _subscription?.Dispose();
        _refresh?.Dispose();
        _left.Cancel();
        _left.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_experiment?.Id == Id)
        {
            _view = _view is null ? null : _view with { Chosen = Chosen };
            return;
        }

        _subscription?.Dispose();
        _refresh?.Dispose();
        (_experiment, _view, _missing) = (null, null, false);
        _refresh = new ThrottledRefresh(Time, ThrottledRefresh.Interval, () => InvokeAsync(RefreshAsync), DispatchExceptionAsync);
        _subscription = Feeds.SubscribeToAll(_refresh.Raise);
        await ReadAsync();
    }

    private async Task RefreshAsync()
    {
        // While a run has not ended, no other can be newer and its experiment cannot go: the store is left alone.
        if (_view is { Snapshot.Run: var run, Experiment: var present } && !run.State.HasEnded())
        {
            _view = await ViewAsync(present, await Feeds.ReadAsync(run.Id, _left.Token));
            StateHasChanged();
            return;
        }

        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        if (await Store.FindExperimentAsync(Id, _left.Token) is not { } experiment)
        {
            _missing = true;
            StateHasChanged();
            return;
        }

        var snapshot = experiment.NewestRun is { } run ? await Feeds.ReadAsync(run.Id, _left.Token) : null;
        _view = snapshot is null ? null : await ViewAsync(experiment, snapshot);
        _experiment = experiment;
        StateHasChanged();
    }

    private async Task<ExperimentView> ViewAsync(ExperimentRow experiment, RunSnapshot snapshot) => new(
        experiment,
        snapshot,
        ObjectivePlane.Of(experiment.Document.Search.ObjectiveDefinitions()),
        _view is { } old && old.Snapshot.Subnets == snapshot.Subnets ? old.Front : [.. snapshot.Front.Select(index => SubnetRow.Of(snapshot.Subnets[index], front: true))],
        await ConvergenceFile.ReadAsync(snapshot.Run, _left.Token),
        experiment.Document.StandAlone is null ? null : await StandAloneFile.ReadAsync(snapshot.Run, _left.Token),
        Chosen);

    private Task StartAsync() => WhileBusyAsync(() => Queue.StartAsync(Id, _left.Token));

    private Task CancelAsync() => WhileBusyAsync(() => Queue.CancelAsync(Id, _left.Token));

    private Task PauseAsync() => WhileBusyAsync(() => Queue.PauseAsync(Id, _left.Token));

    private Task ResumeAsync() => WhileBusyAsync(() => Queue.ResumeAsync(Id, _left.Token));

    private Task EditAsync(ExperimentEdit edit) => WhileBusyAsync(() => Store.EditExperimentAsync(Id, edit, _left.Token));

    private async Task WhileBusyAsync(Func<Task> action)
    {
        _busy = true;
        try
        {
            await action();
            await ReadAsync();
        }
        finally
        {
            _busy = false;
        }
    }

    /// <summary>The overview needs no word in the address.</summary>
    private void ShowTab(string tab) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("tab", tab == "overview" ? null : tab), replace: false);

    /// <summary>Without a step in the browser's history: going back leaves the page. Another axis takes its zoom and limit along.</summary>
    private void KeepInAddress((string Name, string? Value) kept)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal) { [kept.Name] = kept.Value };
        if (kept.Name is "x" or "y")
        {
            (values["zoom"], values["limit"]) = (null, null);
        }

        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(values), replace: true);
    }

    private void OpenSubnet(string subnet) => Navigation.NavigateTo($"experiments/{Id}/subnets/{subnet}");
}
