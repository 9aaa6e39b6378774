using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using NasStudio.Runs;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Experiments;
using NasStudio.Web.Parts;

namespace NasStudio.Web.Pages;

/// <summary>
/// Every experiment with its state and best results, a page at a time; kept up to date while runs go on. Search, state, order
/// and page are in the address.
/// </summary>
public sealed partial class ExperimentsPage : IDisposable
{
    private const int PageSize = 25;
    private readonly CancellationTokenSource _left = new();
    private ExperimentListing? _listing;
    private IReadOnlyList<ExperimentSummary> _rows = [];
    private ImmutableHashSet<Guid> _selected = [];
    private ThrottledRefresh? _refresh;
    private IDisposable? _subscription;
    private int _reads;
    private bool _starting;

    [SupplyParameterFromQuery(Name = "state")]
    private string? StateName { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private int? PageNumber { get; set; }

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
    private TimeProvider Time { get; set; } = default!;

    private RunState? State => Enum.TryParse<RunState>(StateName, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null;

    private int Page => Math.Clamp(PageNumber ?? 1, 1, Pages);

    private int Pages => Math.Max(1, ((_listing?.Matching ?? 0) + PageSize - 1) / PageSize);

    private string Count => _listing is not { } listing ? ""
        : listing.Matching == listing.All ? $"{Figures.Whole(listing.All)} {(listing.All == 1 ? "experiment" : "experiments")}"
        : $"{Figures.Whole(listing.Matching)} of {Figures.Whole(listing.All)} experiments";

    public void Dispose()
    {
        _typing?.Cancel();
        _typing?.Dispose();
        _subscription?.Dispose();
        _refresh?.Dispose();
        _left.Cancel();
        _left.Dispose();
    }

    protected override void OnInitialized()
    {
        _refresh = new ThrottledRefresh(Time, ThrottledRefresh.Interval, () => InvokeAsync(RefreshAsync), DispatchExceptionAsync);
        _subscription = Feeds.SubscribeToAll(_refresh.Raise);
    }

    /// <summary>At first, and whenever the address changed.</summary>
    protected override Task OnParametersSetAsync()
    {
        if (_typing is null)
        {
            _typed = Query ?? "";
        }

        return RefreshAsync();
    }

    private async Task RefreshAsync()
    {
        var read = ++_reads;
        var query = new ExperimentQuery { Text = Query, State = State, Order = Order, Ascending = Ascending, Skip = (Math.Max(1, PageNumber ?? 1) - 1) * PageSize, Take = PageSize };
        var listing = await Store.FindExperimentsAsync(query, _left.Token);
        if (listing is { Rows.Count: 0, Matching: > 0 })
        {
            // Beyond the last page: rows were deleted, or the address is old.
            listing = await Store.FindExperimentsAsync(query with { Skip = (listing.Matching - 1) / PageSize * PageSize }, _left.Token);
        }

        if (read == _reads)
        {
            _listing = listing;
            _rows = [.. listing.Rows.Select(ExperimentSummary.Of)];
            StateHasChanged();
        }
    }

    private async Task StartQuickstartAsync()
    {
        _starting = true;
        var experiment = await Quickstart.QueueAsync(_left.Token);
        Navigation.NavigateTo($"experiments/{experiment.Id}");
    }

    private async Task StartAsync(ExperimentSummary row)
    {
        await Queue.StartAsync(row.Id, again: true, _left.Token);
        await RefreshAsync();
    }

    private async Task ResumeAsync(ExperimentSummary row)
    {
        await Queue.ResumeAsync(row.Id, _left.Token);
        await RefreshAsync();
    }

    private async Task CancelAsync(ExperimentSummary row)
    {
        await Queue.CancelAsync(row.Id, _left.Token);
        await RefreshAsync();
    }
}
