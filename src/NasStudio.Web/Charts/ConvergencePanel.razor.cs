using System.Globalization;
using Microsoft.AspNetCore.Components;
using NasStudio.Core.Experiments;
using NasStudio.Core.Tables;

namespace NasStudio.Web.Charts;

/// <summary>How the hypervolume grew over evaluations beside random search, and the verdict in words.</summary>
public sealed partial class ConvergencePanel
{
    private const string OfTheSearchAlone = "Hypervolume at the same number of evaluations; paired t over the seeds of the search";
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

    private bool OnATable => Experiment.Table is not null;

    private string Title => OnATable ? "Convergence" : "Hypervolume";

    private string Strategy => Experiment.Search.Strategy.Name;

    private int Seeds => Convergence?.Comparison?.Seeds ?? Convergence?.Seeds.Length ?? 0;

    /// <summary>What the seeds are, and what not.</summary>
    private string Explanation => OnATable ? $"{OfTheSearchAlone}." : $"{OfTheSearchAlone}, on one and the same supernet.";

    private string Of => OnATable ? "Part of the true hypervolume" : "Hypervolume, part of the box,";

    private string Summary => Convergence?.Comparison is { } comparison
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{Of} over evaluations, mean of {comparison.Seeds} seeds: {comparison.Search:F4} after {comparison.Evaluations}, random search {comparison.Random:F4}; {comparison.Sentence}.")
        : $"{Of} over evaluations: nothing to compare yet.";

    private IEnumerable<string[]> Rows => (Convergence?.Seeds ?? []).Where(seed => !seed.Hypervolume.IsEmpty).Select(seed => new[]
    {
        seed.Seed.ToString(CultureInfo.InvariantCulture),
        seed.Hypervolume.Length.ToString(CultureInfo.InvariantCulture),
        seed.Hypervolume[^1].ToString("F4", CultureInfo.InvariantCulture),
        seed.Random.IsEmpty ? "–" : seed.Random[^1].ToString("F4", CultureInfo.InvariantCulture),
    });
}
