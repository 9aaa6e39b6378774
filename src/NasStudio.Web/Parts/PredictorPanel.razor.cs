using System.Globalization;
using Microsoft.AspNetCore.Components;
using NasStudio.Core.Predictors;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Api;
using NasStudio.Web.Charts;
using NasStudio.Web.Predictors;

namespace NasStudio.Web.Parts;

/// <summary>
/// Predicted against measured, by one kind of predictor, and all kinds in a table beside the MACs alone. Computed when asked for;
/// the chart's points come from the API, not through here.
/// </summary>
public sealed partial class PredictorPanel
{
    private readonly string _chart = $"predictors-{Guid.CreateVersion7():N}";
    private PredictorStudy? _study;
    private string? _obstacle;
    private string? _objective;
    private string? _kind;
    private (string Chart, string Kind, PredictorStudy Study)? _drawn;
    private bool _waiting;

    [Parameter]
    [EditorRequired]
    public ExperimentRow Experiment { get; set; } = default!;

    [Parameter]
    [EditorRequired]
    public RunSnapshot Snapshot { get; set; } = default!;

    [Inject]
    private PredictorStudies Studies { get; set; } = default!;

    private ObjectiveStudy? Shown => _study?.Objectives.FirstOrDefault(objective => objective.Objective == _objective) ?? _study?.Objectives.FirstOrDefault();

    private KindStudy Kind => Shown!.Predictors.FirstOrDefault(kind => kind.Name == _kind) ?? Shown.Predictors.MaxBy(kind => kind.Quality.KendallTau)!;

    private ObjectiveAxis Axis => AxisOf(Shown!.Objective);

    /// <summary>One figure an objective: its axes are named and numbered by it.</summary>
    private string ChartId => $"{_chart}-{_study!.Objectives.IndexOf(Shown!)}";

    private bool IsOlder => _study!.Evaluations != Snapshot.Subnets.Length;

    private string Summary => string.Create(
        CultureInfo.CurrentCulture,
        $"{Axis.Column} predicted by {PredictorWords.InSentence(Kind.Name)} against measured, {Shown!.Measured.Length} subnets: Kendall τ {Kind.Quality.KendallTau:F3}.");

    private string Sample => string.Create(
        CultureInfo.CurrentCulture,
        $"{_study!.Folds}-fold cross-validation on {(_study.Samples < _study.Subnets ? $"a random {_study.Samples} of {_study.Subnets}" : $"all {_study.Subnets}")} distinct subnets{(IsOlder ? $" of the first {_study.Evaluations} evaluations" : "")}. The error of MACs alone is that of a straight line.");

    protected override void OnParametersSet() => _study ??= Studies.Find(Snapshot.Run.Id);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (Shown is null || _drawn == (ChartId, Kind.Name, _study!))
        {
            return;
        }

        _drawn = (ChartId, Kind.Name, _study!);
        await DrawAsync("show", ChartId, Experiment.Id, Shown.Objective, Kind.Name);
    }

    private static string Pressed(bool pressed) => pressed ? "true" : "false";

    private ObjectiveAxis AxisOf(string objective) =>
        ObjectiveAxis.Of(Experiment.Document.Search.ObjectiveDefinitions().First(definition => definition.Name == objective));

    private void Show(string objective, string? kind) => (_objective, _kind) = (objective, kind);

    private async Task StudyAsync()
    {
        var newest = new NewestRun(Experiment, Snapshot);
        _obstacle = Studies.Obstacle(newest);
        if (_obstacle is not null)
        {
            return;
        }

        _waiting = true;
        try
        {
            _study = await Studies.ReadAsync(newest, Left);
        }
        catch (OperationCanceledException)
        {
            // The page was left, or the studio ends.
        }
        finally
        {
            _waiting = false;
        }
    }

    /// <summary>The best first; the MACs alone last.</summary>
    private static IEnumerable<(string Name, PredictorQuality Quality, bool IsBest)> Rows(ObjectiveStudy objective)
    {
        var kinds = objective.Predictors.OrderByDescending(kind => kind.Quality.KendallTau).Select((kind, place) => (PredictorWords.Of(kind.Name), kind.Quality, place == 0));
        return objective.Macs is { } macs ? kinds.Append(("MACs alone", macs, false)) : kinds;
    }

    private static IEnumerable<string> Sentences(ObjectiveStudy objective)
    {
        if (objective.Macs is null)
        {
            yield return "The table has no column of MACs, so there is no baseline to beat.";
            yield break;
        }

        foreach (var kind in objective.Predictors.Where(kind => kind.BeatsMacs is false))
        {
            yield return string.Create(CultureInfo.CurrentCulture, $"{PredictorWords.Of(kind.Name)} does not order better than MACs alone (τ {kind.Quality.KendallTau:F3} against {objective.Macs.KendallTau:F3}).");
        }
    }
}
