using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using NasStudio.Runs;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Charts;
using NasStudio.Web.Comparisons;
using NasStudio.Web.Parts;

namespace NasStudio.Web.Pages;

/// <summary>Experiments beside one another; which, is in the address. Read anew while one of them is under way.</summary>
public sealed partial class ComparePage : IAsyncDisposable
{
    /// <summary>Fronts and curves are computed anew: slower than what one feed answers.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    /// <summary>The newest ones; older ones are selected in the list.</summary>
    private const int MostOffered = 50;
    private static readonly string[] CurveColumns = ["Experiment", "Evaluations", "Hypervolume", "Random search"];

    private readonly string _charts = $"compare-{Guid.CreateVersion7():N}";
    private ExperimentComparison? _comparison;
    private ThrottledRefresh? _refresh;
    private IDisposable? _subscription;
    private PartScript _script = default!;
    private string? _shown;
    private IReadOnlyList<ExperimentRow> _others = [];
    private bool _isStale;

    [SupplyParameterFromQuery(Name = "experiments")]
    private string? Experiments { get; set; }

    [Inject]
    private ComparisonReader Reader { get; set; } = default!;

    [Inject]
    private IRunStore Store { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IRunFeeds Feeds { get; set; } = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private ObjectivePlane Plane => ObjectivePlane.Of(_comparison!.Objectives);

    private string[] FrontColumns => ["Experiment", "Subnet", Plane.X.Column, Plane.Y.Column];

    private IEnumerable<string[]> FrontRows => _comparison!.Experiments.SelectMany(one => one.Front.Select(point => new[]
    {
        $"{one.Letter}: {one.Name}", point.Id, Plane.X.Show(point.X), Plane.Y.Show(point.Y),
    }));

    /// <summary>Farthest first.</summary>
    private IEnumerable<string[]> CurveRows => _comparison!.Experiments.Where(one => one.Curve is not null).SelectMany(one => Enumerable.Range(1, one.Curve!.Median.Length).Reverse()
        .Where(count => count == one.Curve!.Median.Length || count % Math.Max(1, one.Curve!.Median.Length / 20) == 0)
        .Select(count => new[]
        {
            $"{one.Letter}: {one.Name}",
            Figures.Whole(count),
            Figures.Fraction(one.Curve!.Median[count - 1]),
            one.Random is { } random && count <= random.Median.Length ? Figures.Fraction(random.Median[count - 1]) : "–",
        }));

    private string FrontsSummary => $"{Plane.Y.VerticalTitle} against {Plane.X.HorizontalTitle}. "
        + string.Join("; ", _comparison!.Experiments.Select(one => $"{one.Letter}, “{one.Name}”: {Figures.Whole(one.Front.Length)} subnets on the front")) + ".";

    private string HypervolumeSummary => "Hypervolume over evaluations in the box of A. "
        + string.Join("; ", _comparison!.Experiments.Where(one => one.Curve is not null).Select(one => $"{one.Letter}: {Figures.Fraction(one.Curve!.Median[^1])} after {Figures.Whole(one.Curve.Median.Length)}")) + ".";

    /// <summary>The most accurate subnets of the first two experiments that train a supernet.</summary>
    private ((Guid Experiment, string Id) First, (Guid Experiment, string Id) Second)? BestPair
    {
        get
        {
            var best = _comparison!.Experiments.Where(one => one.Source.Experiment.Document.Table is null && one.Source.Run?.Best is not null)
                .Select(one => (one.Id, one.Source.Run!.Best!.Id)).Take(2).ToList();
            return best.Count == 2 ? (best[0], best[1]) : null;
        }
    }

    public ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        _refresh?.Dispose();
        return _script.DisposeAsync();
    }

    protected override void OnInitialized()
    {
        _script = new PartScript(Browser, "./js/compare-charts.js");
        _refresh = new ThrottledRefresh(Time, Interval, () => InvokeAsync(RefreshAsync), DispatchExceptionAsync);
        _subscription = Feeds.SubscribeToAll(_refresh.Raise);
    }

    protected override Task OnParametersSetAsync() => RefreshAsync();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_isStale && _comparison is { Experiments.IsEmpty: false } comparison)
        {
            _isStale = false;
            await _script.CallAsync("show", new
            {
                experiments = _shown,
                fronts = comparison.HasPlane ? ChartId("fronts") : null,
                hypervolumes = comparison.HasHypervolume ? ChartId("hypervolumes") : null,
            });
        }
    }

    private static string Address(IEnumerable<Guid> experiments) => $"compare?experiments={string.Join(',', experiments)}";

    private static string SubnetsAddress((Guid Experiment, string Id) a, (Guid Experiment, string Id) b) => $"compare/subnets?a={a.Experiment}/{a.Id}&b={b.Experiment}/{b.Id}";

    private async Task RefreshAsync()
    {
        var asked = Experiments;
        var comparison = await Reader.ReadAsync(ComparisonReader.Ids(asked), _script.Left);
        if (asked != Experiments)
        {
            return;
        }

        var shown = comparison.Experiments.Select(one => one.Id).ToHashSet();
        _others = [.. (await Store.FindExperimentsAsync(new ExperimentQuery { Take = MostOffered }, _script.Left)).Rows.Where(row => !shown.Contains(row.Id))];
        _comparison = comparison;
        _shown = string.Join(',', comparison.Experiments.Select(one => one.Id));
        _isStale = true;
        StateHasChanged();
    }

    private void Add(ChangeEventArgs change)
    {
        if (Guid.TryParse(change.Value as string, out var id))
        {
            Navigation.NavigateTo(Address([.. _comparison!.Experiments.Select(one => one.Id), id]));
        }
    }

    private string CsvAddress(string part) => $"api/compare?experiments={_shown}&csv={part}";

    /// <summary>Another choice of experiments is another figure, and an element of its own.</summary>
    private string ChartId(string chart) => string.Create(CultureInfo.InvariantCulture, $"{_charts}-{StringComparer.Ordinal.GetHashCode(_shown ?? ""):x8}-{chart}");
}
