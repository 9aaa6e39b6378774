using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using NasStudio.Core.Experiments;
using NasStudio.Core.Tables;
using NasStudio.Runs;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Charts;
using NasStudio.Web.Experiments;
using NasStudio.Web.Parts;
using NasStudio.Web.Tables;

namespace NasStudio.Web.Pages;

/// <summary>
/// One experiment, live. Points go from the hub straight to the charts; everything else is re-read from the feed when it
/// signals, at most five times a second.
/// </summary>
public sealed partial class ExperimentPage : IAsyncDisposable
{
    private const string Pareto = "pareto";
    private const string ConvergenceChart = "convergence";
    private const int SmallTable = 5000;
    private readonly CancellationTokenSource _left = new();
    private readonly string _charts = $"chart-{Guid.CreateVersion7():N}";
    private ExperimentRow? _experiment;
    private RunSnapshot? _snapshot;
    private Convergence? _convergence;
    private StandAloneRanking? _ranking;
    private ObjectivePlane _plane = ObjectivePlane.Of(new SearchOptions().ObjectiveDefinitions());
    private SubnetRow[] _rows = [];
    private SubnetRow[] _front = [];
    private long _rowsRead;
    private ThrottledRefresh? _refresh;
    private IDisposable? _subscription;
    private IJSObjectReference? _module;
    private IJSObjectReference? _live;
    private Guid? _attached;
    private bool _missing;
    private bool _busy;

    [Parameter]
    public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = "subnet")]
    private string? Chosen { get; set; }

    [Inject]
    private IRunStore Store { get; set; } = default!;

    [Inject]
    private IRunFeeds Feeds { get; set; } = default!;

    [Inject]
    private RunScheduler Queue { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private bool OnATable => _experiment!.Document.Table is not null;

    private bool ScoresCandidates => !OnATable && _experiment!.Document.Search.Strategy.ScoresCandidates;

    /// <summary>Several searches or random search beside one: not so in runs from before that was told.</summary>
    private bool HasConvergence => OnATable || (_experiment!.Document.Search is { HasBaseline: true } or { Repeats: > 1 }
        && (_convergence is not null || Run?.State.HasEnded() is not true));

    private IEnumerable<string> Charts =>
        OnATable ? [Pareto, ConvergenceChart] : [Pareto, HasConvergence ? ConvergenceChart : "hypervolume", "loss", "accuracy", .. TrainingCharts];

    private IEnumerable<string> TrainingCharts => _experiment!.Document.Training is var training && training.GradientProbe
        ? [.. LevelCharts.ChartsOf(training.Sampler), GradientConflictPanel.Chart]
        : LevelCharts.ChartsOf(training.Sampler);

    private RunRow? Run => _snapshot?.Run ?? _experiment?.NewestRun;

    private string OptunaPath => $"api/experiments/{Id}/export?format=optuna";

    private string CsvPath => $"api/experiments/{Id}/subnets?format=csv";

    public async ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        _refresh?.Dispose();
        await _left.CancelAsync();
        try
        {
            await DetachAsync();
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and its charts with it.
        }

        _left.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_experiment?.Id == Id)
        {
            return;
        }

        _subscription?.Dispose();
        _refresh?.Dispose();
        (_experiment, _snapshot, _rows, _front) = (null, null, [], []);
        _refresh = new ThrottledRefresh(Time, ThrottledRefresh.Interval, () => InvokeAsync(RefreshAsync), DispatchExceptionAsync);
        _subscription = Feeds.SubscribeToAll(_refresh.Raise);
        await RefreshAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_snapshot is { } snapshot && _attached != snapshot.Run.Id)
        {
            _attached = snapshot.Run.Id;
            await DetachAsync();
            _module ??= await Browser.InvokeAsync<IJSObjectReference>("import", _left.Token, "./js/live-charts.js");
            _live = await _module.InvokeAsync<IJSObjectReference>("attach", _left.Token, ChartOptions());
        }
    }

    private async Task RefreshAsync()
    {
        if (await Store.FindExperimentAsync(Id, _left.Token) is not { } experiment)
        {
            _missing = true;
            StateHasChanged();
            return;
        }

        _experiment = experiment;
        _convergence = await ConvergenceFile.ReadAsync(experiment.NewestRun, _left.Token);
        _ranking = experiment.Document.StandAlone is null ? null : await StandAloneFile.ReadAsync(experiment.NewestRun, _left.Token);
        _plane = ObjectivePlane.Of(experiment.Document.Search.ObjectiveDefinitions());
        var snapshot = experiment.NewestRun is { } run ? await Feeds.ReadAsync(run.Id, _left.Token) : null;
        if (snapshot is not null && (_snapshot is null || snapshot.Subnets != _snapshot.Subnets || snapshot.Run.State != _snapshot.Run.State))
        {
            ShowSubnets(snapshot);
        }

        _snapshot = snapshot;
        StateHasChanged();
    }

    /// <summary>A large table is rebuilt once a second while it grows; the front at every change.</summary>
    private void ShowSubnets(RunSnapshot snapshot)
    {
        _front = [.. snapshot.Front.Select(index => SubnetRow.Of(snapshot.Subnets[index], front: true))];
        var isGrowing = snapshot.Run.State is RunState.Running && snapshot.Run.Id == _snapshot?.Run.Id;
        if (snapshot.Subnets.Length < SmallTable || !isGrowing || Time.GetElapsedTime(_rowsRead) > TimeSpan.FromSeconds(1))
        {
            _rows = SubnetRow.All(snapshot);
            _rowsRead = Time.GetTimestamp();
        }
    }

    private async Task StartAsync()
    {
        _busy = true;
        await Queue.StartAsync(Id, _left.Token);
        await RefreshAsync();
        _busy = false;
    }

    private async Task CancelAsync()
    {
        _busy = true;
        await Queue.CancelAsync(Id, _left.Token);
        await RefreshAsync();
        _busy = false;
    }

    private async Task PauseAsync()
    {
        _busy = true;
        await Queue.PauseAsync(Id, _left.Token);
        await RefreshAsync();
        _busy = false;
    }

    private async Task ResumeAsync()
    {
        _busy = true;
        await Queue.ResumeAsync(Id, _left.Token);
        await RefreshAsync();
        _busy = false;
    }

    private async Task DetachAsync()
    {
        if (_live is not null)
        {
            // Not cancelled with the page: leaving it is when this is called.
            await _live.InvokeVoidAsync("dispose", CancellationToken.None);
            await _live.DisposeAsync();
            _live = null;
        }
    }

    private async Task SaveChartAsync(string chart)
    {
        if (_module is not null)
        {
            await _module.InvokeVoidAsync("save", _left.Token, chart, _experiment!.Name);
        }
    }

    private object ChartOptions() => new
    {
        experiment = Id,
        charts = Charts.ToDictionary(chart => chart, ChartId),
        x = _plane.X.Name,
        y = _plane.Y.Name,
        ends = _experiment!.Document.Table is null,
        constraint = _experiment!.Document.Search.Constraints.GetValueOrDefault(_plane.X.Name)?.Max,
        chosen = Chosen,
        subnetPath = SubnetPath(""),
    };

    private string ChartId(string chart) => $"{_charts}-{_snapshot?.Run.Number}-{chart}";

    private string SubnetPath(string subnet) => $"experiments/{Id}/subnets/{subnet}";

    private string OnnxPath(string subnet) => $"api/experiments/{Id}/subnets/{subnet}/download?format=onnx";

    private void OpenSubnet(string subnet) => Navigation.NavigateTo(SubnetPath(subnet));
}
