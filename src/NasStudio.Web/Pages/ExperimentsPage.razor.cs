using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using NasStudio.Runs;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Experiments;
using NasStudio.Web.Parts;

namespace NasStudio.Web.Pages;

/// <summary>Every experiment with its state and best results; kept up to date while runs go on.</summary>
public sealed partial class ExperimentsPage : IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private readonly Dictionary<Guid, ExperimentSummary> _ended = [];
    private ImmutableList<ExperimentSummary>? _rows;
    private ThrottledRefresh? _refresh;
    private IDisposable? _subscription;
    private bool _starting;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Query { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    private string? StateName { get; set; }

    [Inject]
    private IRunStore Store { get; set; } = default!;

    [Inject]
    private IRunFeeds Feeds { get; set; } = default!;

    [Inject]
    private RunScheduler Queue { get; set; } = default!;

    [Inject]
    private QuickstartExperiment Quickstart { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Notices { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private string? Search
    {
        get => Query;
        set => ShowFilter("q", string.IsNullOrWhiteSpace(value) ? null : value);
    }

    private RunState? State
    {
        get => Enum.TryParse<RunState>(StateName, out var state) ? state : null;
        set => ShowFilter("state", value?.ToString());
    }

    private IReadOnlyList<ExperimentSummary> Shown =>
    [
        .. (_rows ?? []).Where(row => (State is not { } state || row.State == state)
            && (string.IsNullOrWhiteSpace(Query)
                || row.Name.Contains(Query, StringComparison.OrdinalIgnoreCase)
                || row.Dataset.Contains(Query, StringComparison.OrdinalIgnoreCase))),
    ];

    public void Dispose()
    {
        _subscription?.Dispose();
        _refresh?.Dispose();
        _left.Cancel();
        _left.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _refresh = new ThrottledRefresh(Time, ThrottledRefresh.Interval, () => InvokeAsync(RefreshAsync), DispatchExceptionAsync);
        _subscription = Feeds.SubscribeToAll(_refresh.Raise);
        await RefreshAsync();
    }

    private async Task RefreshAsync()
    {
        var rows = ImmutableList.CreateBuilder<ExperimentSummary>();
        foreach (var experiment in await Store.ListExperimentsAsync(_left.Token))
        {
            rows.Add(await SummarizeAsync(experiment));
        }

        _rows = rows.ToImmutable();
        StateHasChanged();
    }

    private async Task<ExperimentSummary> SummarizeAsync(ExperimentRow experiment)
    {
        if (experiment.NewestRun is not { } run)
        {
            return ExperimentSummary.Of(experiment, null);
        }

        if (run.Ended is not null && _ended.TryGetValue(run.Id, out var known))
        {
            return known;
        }

        var summary = ExperimentSummary.Of(experiment, await Feeds.ReadAsync(run.Id, _left.Token));
        if (run.Ended is not null)
        {
            _ended[run.Id] = summary;
        }

        return summary;
    }

    private async Task StartQuickstartAsync()
    {
        _starting = true;
        var experiment = await Quickstart.QueueAsync(_left.Token);
        Navigation.NavigateTo($"experiments/{experiment.Id}");
    }

    private async Task StartAsync(ExperimentSummary row)
    {
        await Queue.StartAsync(row.Id, _left.Token);
        await RefreshAsync();
    }

    private async Task CancelAsync(ExperimentSummary row)
    {
        await Queue.CancelAsync(row.Id, _left.Token);
        await RefreshAsync();
    }

    private async Task DeleteAsync(ExperimentSummary row)
    {
        var confirmed = await Dialogs.ShowMessageBoxAsync(
            "Delete experiment?",
            $"“{row.Name}” goes with its {row.Evaluations} evaluated subnets. This cannot be undone.",
            yesText: "Delete",
            cancelText: "Keep");
        if (confirmed is true)
        {
            await Store.DeleteExperimentAsync(row.Id, _left.Token);
            Notices.Add($"Deleted “{row.Name}”.", Severity.Normal);
            await RefreshAsync();
        }
    }

    private void ShowFilter(string name, string? value) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(name, value), replace: true);
}
