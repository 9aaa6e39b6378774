using Microsoft.AspNetCore.Components;
using NasStudio.Runs;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Experiments;
using NasStudio.Web.Parts;

namespace NasStudio.Web.Pages;

/// <summary>What to do next: what stopped, what runs, what finished last; in an empty home how to begin.</summary>
public sealed partial class HomePage : IDisposable
{
    /// <summary>Of each kind; the list of experiments has all.</summary>
    private const int Shown = 5;
    private readonly CancellationTokenSource _left = new();
    private Home? _home;
    private ThrottledRefresh? _refresh;
    private IDisposable? _subscription;
    private bool _starting;

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
        var running = await FindAsync(RunState.Running);
        var last = (await FindAsync(RunState.Completed)).Rows is [var newest, ..] ? newest : null;
        var result = last?.NewestRun is { } run ? await Feeds.ReadAsync(run.Id, _left.Token) : null;
        _home = new Home(
            running.All,
            [.. running.Rows, .. (await FindAsync(RunState.Queued)).Rows],
            [.. (await FindAsync(RunState.Interrupted)).Rows, .. (await FindAsync(RunState.Paused)).Rows, .. (await FindAsync(RunState.Failed)).Rows],
            last,
            result?.Best,
            result?.Front.Length ?? 0);
        StateHasChanged();
    }

    private Task<ExperimentListing> FindAsync(RunState state) => Store.FindExperimentsAsync(new ExperimentQuery { State = state, Take = Shown }, _left.Token);

    private static string GoOnWord(ExperimentRow row) => row.NewestRun!.State.CanResume() ? "Resume" : "Run again";

    private async Task GoOnAsync(ExperimentRow row)
    {
        _starting = true;
        if (row.NewestRun!.State.CanResume())
        {
            await Queue.ResumeAsync(row.Id, _left.Token);
        }
        else
        {
            await Queue.StartAsync(row.Id, again: true, _left.Token);
        }

        _starting = false;
        await RefreshAsync();
    }

    private async Task StartQuickstartAsync()
    {
        _starting = true;
        var experiment = await Quickstart.QueueAsync(_left.Token);
        Navigation.NavigateTo($"experiments/{experiment.Id}");
    }

    /// <summary>On the test split and measured twice where the report did so.</summary>
    private IEnumerable<(string Label, string Value)> Numbers(Subnet best)
    {
        var objectives = _home!.Last!.Document.Search.ObjectiveDefinitions();
        var values = (best.Final ?? best.Search).Values;
        foreach (var objective in objectives.Where(objective => values.ContainsKey(objective.Name)))
        {
            var value = values[objective.Name];
            yield return (objective.Name, objective.Name switch
            {
                "accuracy" when _home.Last.Document.Table is null => $"{Figures.Percent(value)} {(best.Final is null ? "on validation images" : "on test images")}",
                "latency" when _home.Last.Document.Table is null => Figures.Milliseconds(value),
                "macs" or "parameters" => Figures.Count(value),
                _ => Figures.Significant(value),
            });
        }
    }

    /// <param name="All">How many experiments there are.</param>
    /// <param name="Best">Of the newest run of <paramref name="Last"/>.</param>
    private sealed record Home(int All, IReadOnlyList<ExperimentRow> Going, IReadOnlyList<ExperimentRow> Stopped, ExperimentRow? Last, Subnet? Best, int Front);
}
