using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using NasStudio.Runs.Experiments;

namespace NasStudio.Web.Parts;

/// <summary>One page of a list of experiments, with what can be done with each and with those that are selected.</summary>
public sealed partial class ExperimentTable
{
    private static readonly ImmutableArray<Column> Columns =
    [
        new("State", ExperimentOrder.State, "list-state"),
        new("Name", ExperimentOrder.Name, "list-name"),
        new("Best accuracy", ExperimentOrder.Accuracy, "cell-number"),
        new("Hypervolume", ExperimentOrder.Hypervolume, "cell-number"),
        new("Over evaluations", null, "list-curve"),
        new("Evaluations", ExperimentOrder.Evaluations, "cell-number"),
        new("Started", ExperimentOrder.Started, "list-since"),
    ];

    [Parameter]
    [EditorRequired]
    public IReadOnlyList<ExperimentSummary> Rows { get; set; } = [];

    [Parameter]
    public ExperimentOrder Order { get; set; }

    [Parameter]
    public bool Ascending { get; set; }

    /// <summary>The address of the same list in another order; the same order again turns it round.</summary>
    [Parameter]
    [EditorRequired]
    public Func<ExperimentOrder, string> SortAddress { get; set; } = default!;

    /// <summary>The address of the experiments with a tag.</summary>
    [Parameter]
    [EditorRequired]
    public Func<string, string> TagAddress { get; set; } = default!;

    [Parameter]
    public ImmutableHashSet<Guid> Selected { get; set; } = [];

    [Parameter]
    public EventCallback<ImmutableHashSet<Guid>> SelectedChanged { get; set; }

    [Parameter]
    public EventCallback<ExperimentSummary> Start { get; set; }

    [Parameter]
    public EventCallback<ExperimentSummary> Resume { get; set; }

    [Parameter]
    public EventCallback<ExperimentSummary> Cancel { get; set; }

    [Parameter]
    public EventCallback<ExperimentSummary> Delete { get; set; }

    /// <summary>Asked to show and change tags and notes.</summary>
    [Parameter]
    public EventCallback<ExperimentSummary> Describe { get; set; }

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private bool AllSelected => Rows.Count > 0 && Rows.All(row => Selected.Contains(row.Id));

    /// <summary>Where an interrupted run stopped; its sentence says why.</summary>
    private static string Where(ExperimentSummary row) =>
        row is { State: RunState.Interrupted, Stage: { } stage } ? $"{stage}, {Figures.Percent(row.Progress, 0)}. " : "";

    private static string CurveLabel(ExperimentSummary row) =>
        $"Hypervolume from {Figures.Fraction(row.Curve[0])} to {Figures.Fraction(row.Curve[^1])} over {Figures.Whole(row.Evaluations)} evaluations";

    private string? SortOf(ExperimentOrder? order) => order != Order ? null : Ascending ? "ascending" : "descending";

    private string MarkOf(ExperimentOrder order) => order != Order ? "" : Ascending ? " ↑" : " ↓";

    private Task ToggleAsync(Guid id) => SelectedChanged.InvokeAsync(Selected.SymmetricExcept([id]));

    private Task SelectAllAsync() => SelectedChanged.InvokeAsync(AllSelected ? Selected.Except(Rows.Select(row => row.Id)) : Selected.Union(Rows.Select(row => row.Id)));

    /// <param name="Order">Null: it cannot be sorted by.</param>
    private sealed record Column(string Title, ExperimentOrder? Order, string Look);
}
