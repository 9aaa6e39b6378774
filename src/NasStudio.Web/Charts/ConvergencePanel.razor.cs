using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using NasStudio.Core.Experiments;
using NasStudio.Core.Tables;

namespace NasStudio.Web.Charts;

/// <summary>How the hypervolume grew over evaluations beside random search, and the verdict in words.</summary>
public sealed partial class ConvergencePanel
{
    private static readonly string[] Columns = ["Seed", "Evaluations", "Search", "Random search"];

    [Parameter]
    [EditorRequired]
    public string ChartId { get; set; } = "";

    [Parameter]
    [EditorRequired]
    public ExperimentDocument Experiment { get; set; } = default!;

    /// <summary>Null before the search begins.</summary>
    [Parameter]
    [EditorRequired]
    public Convergence? Convergence { get; set; }

    [Parameter]
    public bool Tall { get; set; }

    /// <inheritdoc cref="ChartPanel.Waits"/>
    [Parameter]
    public bool Waits { get; set; }

    private bool OnATable => Experiment.Table is not null;

    /// <summary>Of one objective there is no front: the distance from the table's best row says more.</summary>
    private bool OfRegret => OnATable && Experiment.Search.Objectives.Length == 1;

    private string Title => OfRegret ? "Regret" : OnATable ? "Convergence" : "Hypervolume";

    private ChartFigure Figure => OfRegret ? ChartFigure.Regret : ChartFigure.Convergence(OnATable);

    private string Strategy => Experiment.Search.Strategy.Name;

    private int Seeds => Convergence?.Comparison?.Seeds ?? Convergence?.Seeds.Length ?? 0;

    /// <summary>What the seeds are, and what not.</summary>
    private string Explanation =>
        $"{(OfRegret ? "Regret" : "Hypervolume")} at the same number of evaluations; paired t over the seeds of the search{(OnATable ? "." : ", on one and the same supernet.")}";

    private string Of => OfRegret ? "Regret" : OnATable ? "Part of the true hypervolume" : "Hypervolume, part of the box,";

    private string Summary => Convergence?.Comparison is { } comparison
        ? string.Create(
            CultureInfo.CurrentCulture,
            $"{Of} over evaluations, mean of {comparison.Seeds} seeds: {Show(comparison.Search)} after {comparison.Evaluations}, random search {Show(comparison.Random)}; {comparison.Sentence}.")
        : $"{Of} over evaluations: nothing to compare yet.";

    private IEnumerable<string[]> Rows => (Convergence?.Seeds ?? []).Where(seed => !seed.Hypervolume.IsEmpty).Select(seed => new[]
    {
        seed.Seed.ToString(CultureInfo.InvariantCulture),
        seed.Hypervolume.Length.ToString(CultureInfo.InvariantCulture),
        End(seed.Regret ?? seed.Hypervolume),
        End(seed.RandomRegret ?? seed.Random),
    });

    private string End(ImmutableArray<double> curve) => curve.IsEmpty ? "–" : Show(curve[^1]);

    private string Show(double value) => value.ToString(OfRegret ? "G4" : "F4", CultureInfo.CurrentCulture);
}
