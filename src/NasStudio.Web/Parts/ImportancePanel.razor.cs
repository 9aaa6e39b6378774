using System.Globalization;
using Microsoft.AspNetCore.Components;
using NasStudio.Core.Objectives;
using NasStudio.Core.Predictors;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Api;
using NasStudio.Web.Charts;
using NasStudio.Web.Predictors;

namespace NasStudio.Web.Parts;

/// <summary>Which decisions an objective depends on, as bars stage by stage. Computed when asked for.</summary>
public sealed partial class ImportancePanel : IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private ImportanceStudy? _study;
    private string? _objective;
    private string? _obstacle;
    private bool _waiting;

    [Parameter]
    [EditorRequired]
    public ExperimentRow Experiment { get; set; } = default!;

    [Parameter]
    [EditorRequired]
    public RunSnapshot Snapshot { get; set; } = default!;

    [Inject]
    private ImportanceStudies Studies { get; set; } = default!;

    private IReadOnlyList<ObjectiveDefinition> Objectives => Experiment.Document.Search.ObjectiveDefinitions();

    private ObjectiveAxis Axis => ObjectiveAxis.Of(Objectives.First(objective => objective.Name == _objective));

    /// <summary>Within a sentence.</summary>
    private string Column => Axis.FromTable || Axis.Name == "macs" ? Axis.Column : Axis.Column.ToLowerInvariant();

    private string Rest => string.Create(
        CultureInfo.CurrentCulture,
        $"Single decisions explain {Figures.Percent(_study!.Decisions.Sum(decision => decision.Share), 0)}; the rest are interactions of several. Over the space the forest expects {ValueText(_study.Mean)} with a standard deviation of {DeviationText(_study.Deviation)}.");

    private string Source
    {
        get
        {
            var fitted = _study!.Samples < _study.Subnets
                ? string.Create(CultureInfo.CurrentCulture, $"a random {_study.Samples:N0} of {_study.Subnets:N0} distinct subnets")
                : string.Create(CultureInfo.CurrentCulture, $"all {_study.Subnets:N0} distinct subnets");
            var points = string.Create(CultureInfo.CurrentCulture, $"{(_study.IsExhaustive ? "all " : "")}{_study.Architectures:N0} {(_study.IsExhaustive ? "architectures of the space" : "random architectures")}");
            return string.Create(
                CultureInfo.CurrentCulture,
                $"Functional ANOVA over a random forest of 100 trees, fitted to {fitted} of the first {_study.Evaluations:N0} evaluations and read at {points}. On held-out subnets it explains {Figures.Percent(Math.Max(0, _study.Explained), 0)} of the variance (Kendall’s τ {_study.KendallTau:F2}); what it has not understood has no share here. Error: one standard error, by leaving out groups of trees.");
        }
    }

    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    protected override void OnParametersSet()
    {
        _objective ??= Objectives[0].Name;
        _study ??= Studies.Find(Snapshot.Run.Id, _objective);
    }

    /// <summary>Whoever has asked for one objective wants the others, too.</summary>
    private async Task ShowAsync(string objective)
    {
        var wasAsked = _study is not null || _obstacle is not null;
        (_objective, _obstacle) = (objective, null);
        _study = Studies.Find(Snapshot.Run.Id, objective);
        if (_study is null && wasAsked)
        {
            await StudyAsync();
        }
    }

    private async Task StudyAsync()
    {
        var (newest, objective) = (new NewestRun(Experiment, Snapshot), _objective!);
        _obstacle = Studies.Obstacle(newest, objective);
        if (_obstacle is not null)
        {
            return;
        }

        _waiting = true;
        try
        {
            var study = await Studies.ReadAsync(newest, objective, _left.Token);
            _study = objective == _objective ? study : _study;
        }
        catch (OperationCanceledException)
        {
            // The page was left, or the studio ends.
        }
        finally
        {
            _waiting = objective != _objective && _waiting;
        }
    }

    private static string NameIn(DecisionShare decision) => decision.Decision.Length > decision.Stage.Length ? decision.Decision[(decision.Stage.Length + 1)..] : decision.Decision;

    private static string Width(DecisionShare decision) => string.Create(CultureInfo.InvariantCulture, $"{Math.Min(1, decision.Share) * 100:F1}%");

    /// <summary>A share within two standard errors of nothing has no best choice.</summary>
    private string BestOf(DecisionShare decision)
    {
        if (decision.Share <= 2 * decision.StandardError || decision.Choices.Length < 2)
        {
            return "–";
        }

        var direction = Objectives.First(objective => objective.Name == _objective);
        var ordered = decision.Choices.OrderBy(choice => direction.Cost(choice.Mean)).ToList();
        return $"{ordered[0].Choice} ({DifferenceText(ordered[0].Mean - ordered[^1].Mean)} against {ordered[^1].Choice})";
    }

    private string Means(DecisionShare decision) => $"Means: {string.Join(", ", decision.Choices.Select(choice => $"{choice.Choice}: {ValueText(choice.Mean)}"))}";

    private string ValueText(double value) => Axis.FromTable ? Figures.Plain(value) : _objective switch
    {
        "accuracy" => Figures.Percent(value),
        "latency" => Figures.Milliseconds(value),
        _ => Figures.Count(value),
    };

    private string DeviationText(double value) => _objective == "accuracy" && !Axis.FromTable
        ? string.Create(CultureInfo.CurrentCulture, $"{value * 100:F2} points")
        : ValueText(value);

    private string DifferenceText(double value) => $"{(value < 0 ? "−" : "+")}{DeviationText(Math.Abs(value))}";
}
