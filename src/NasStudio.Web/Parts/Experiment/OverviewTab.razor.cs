using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Charts;
using NasStudio.Web.Tables;

namespace NasStudio.Web.Parts.Experiment;

/// <summary>The front of an experiment, the best subnet within a limit, and how they came to be.</summary>
public sealed partial class OverviewTab
{
    private const string Pareto = "pareto";
    private const string Card = "best";
    private const string Convergence = "convergence";
    private const string Hypervolume = "hypervolume";
    private static readonly string[] HypervolumeColumns = ["Evaluations", "Hypervolume"];
    private DotNetObjectReference<OverviewTab>? _self;
    private IReadOnlyList<string>? _decisions;
    private IReadOnlyList<ObjectiveAxis> _axes = [];
    private ObjectivePlane? _drawnPlane;
    private string? _drawnColour;
    private Subnet? _best;

    /// <summary>What the address says.</summary>
    [Parameter]
    [EditorRequired]
    public OverviewState State { get; set; } = default!;

    /// <summary>Told a name and a value that the address is to keep; null takes it out.</summary>
    [Parameter]
    public EventCallback<(string Name, string? Value)> Keep { get; set; }

    [Inject]
    private TableLibrary Tables { get; set; } = default!;

    protected override IEnumerable<string> Charts => [Pareto];

    protected override IEnumerable<string> LaterCharts => View.OnATable
        ? [Convergence]
        : [View.HasConvergence ? Convergence : Hypervolume, .. TrainingCurves.Charts];

    private ObjectivePlane Plane => View.Plane.With(Axes, State.X, State.Y);

    private IReadOnlyList<ObjectiveAxis> Axes => _axes;

    private IReadOnlyList<string> Decisions =>
        _decisions ??= [.. Tables.DecisionsOf(View.Document)?.Decisions.Where(decision => decision.Choices.Length > 1).Select(decision => decision.Name) ?? []];

    /// <summary>What is said of one subnet: on a table of many columns only its objectives.</summary>
    private IReadOnlyList<ObjectiveAxis> Details => [.. Axes.Where(axis => axis != ObjectiveAxis.Evaluations).Take(View.OnATable ? Math.Max(2, View.Document.Search.Objectives.Length) : 4)];

    private string OptunaPath => $"api/experiments/{View.Id}/export?format=optuna";

    private string CsvPath => $"api/experiments/{View.Id}/subnets?format=csv";

    private string FrontCount => View.Front.Count == 1 ? "1 subnet" : string.Create(CultureInfo.CurrentCulture, $"{View.Front.Count:N0} subnets");

    private string ParetoSummary => View.Snapshot.Subnets.IsEmpty
        ? $"{Plane.Y.VerticalTitle} against {Plane.X.HorizontalTitle}; no subnet yet."
        : string.Create(CultureInfo.InvariantCulture, $"{Plane.Y.VerticalTitle} against {Plane.X.HorizontalTitle}: {View.Snapshot.Subnets.Length} subnets, {View.Front.Count} on the front{FrontEnds}.");

    private string FrontEnds => View.Front is { Count: > 0 } front
        ? $", from {View.Plane.Y.Show(front[0])} at {View.Plane.X.Show(front[0])} to {View.Plane.Y.Show(front[^1])} at {View.Plane.X.Show(front[^1])}"
        : "";

    private string HypervolumeSummary => string.Create(CultureInfo.CurrentCulture, $"Hypervolume over evaluations: {View.Snapshot.CurrentHypervolume:F4} after {View.Snapshot.Hypervolume.Length}.");

    private IEnumerable<string[]> HypervolumeRows => View.Snapshot.Hypervolume
        .Select((value, index) => new[] { (index + 1).ToString(CultureInfo.CurrentCulture), value.ToString("F4", CultureInfo.CurrentCulture) }).Reverse();

    /// <summary>Called by the script where the reader moved something that the address keeps.</summary>
    [JSInvokable]
    public Task KeepAsync(string name, string? value) => InvokeAsync(() => Keep.InvokeAsync((name, string.IsNullOrEmpty(value) ? null : value)));

    /// <summary>Called by the script when the slider's thumb rests.</summary>
    /// <param name="seq">Of the best subnet; 0: there is none.</param>
    [JSInvokable]
    public Task RestAsync(long seq) => InvokeAsync(() =>
    {
        _best = View.Snapshot.AtSeq(seq);
        StateHasChanged();
    });

    protected override void OnParametersSet()
    {
        if (_axes.Count <= 1)
        {
            _axes = ObjectivePlane.Choices(View.Document.Search.ObjectiveDefinitions(), View.Snapshot.Subnets is { IsEmpty: false } subnets ? subnets[0].Search.Values.Keys : []);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        await base.OnAfterRenderAsync(firstRender);
        if (_drawnPlane is not null && _drawnPlane != Plane)
        {
            _drawnPlane = Plane;
            await TellChartsAsync("setPlane", AxisOf(Plane.X), AxisOf(Plane.Y));
        }

        if (_drawnPlane is not null && _drawnColour != State.Colour)
        {
            _drawnColour = State.Colour;
            await TellChartsAsync("setColour", State.Colour);
        }
    }

    protected override Dictionary<string, object?> Options()
    {
        (_drawnPlane, _drawnColour) = (Plane, State.Colour);
        return new(StringComparer.Ordinal)
        {
            ["page"] = _self ??= DotNetObjectReference.Create(this),
            ["name"] = View.Experiment.Name,
            ["card"] = ChartId(Card),
            ["x"] = AxisOf(Plane.X),
            ["y"] = AxisOf(Plane.Y),
            ["details"] = Details.Select(AxisOf),
            ["colour"] = State.Colour,
            ["zoom"] = State.Range,
            ["limit"] = State.Limit,
            ["constraint"] = Plane.X == View.Plane.X ? View.Document.Search.Constraints.GetValueOrDefault(Plane.X.Name)?.Max : null,
            ["ends"] = !View.OnATable,
            ["chosen"] = View.Chosen is { } chosen ? View.Snapshot.Subnets.FirstOrDefault(subnet => subnet.Id == chosen)?.Seq : null,
            ["subnetPath"] = View.SubnetPath(""),
            ["csvPath"] = CsvPath,
        };
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _self?.Dispose();
    }

    private static object AxisOf(ObjectiveAxis axis) => new
    {
        name = axis.Name,
        column = axis.Column,
        larger = axis.LargerIsBetter,
        fromTable = axis.FromTable,
        tick = axis.TickFormat,
        horizontal = axis.HorizontalTitle,
        vertical = axis.VerticalTitle,
    };

    private Task ExportAsync(string format) => TellChartsAsync("exportShown", format);
}
