using System.Globalization;

namespace NasStudio.Web.Parts.Experiment;

/// <summary>The front of an experiment and how it came to be.</summary>
public sealed partial class OverviewTab
{
    private const string Pareto = "pareto";
    private const string Convergence = "convergence";
    private const string Hypervolume = "hypervolume";
    private const string Save = "save";
    private static readonly string[] HypervolumeColumns = ["Evaluations", "Hypervolume"];

    protected override IEnumerable<string> Charts => View.OnATable
        ? [Pareto, Convergence]
        : [Pareto, View.HasConvergence ? Convergence : Hypervolume, .. TrainingCurves.Charts];

    private string OptunaPath => $"api/experiments/{View.Id}/export?format=optuna";

    private string CsvPath => $"api/experiments/{View.Id}/subnets?format=csv";

    private string FrontCount => View.Front.Count == 1 ? "1 subnet" : string.Create(CultureInfo.CurrentCulture, $"{View.Front.Count:N0} subnets");

    private string ParetoSummary => View.Snapshot.Subnets.IsEmpty
        ? $"{View.Plane.Y.VerticalTitle} against {View.Plane.X.HorizontalTitle}; no subnet yet."
        : string.Create(CultureInfo.InvariantCulture, $"{View.Plane.Y.VerticalTitle} against {View.Plane.X.HorizontalTitle}: {View.Snapshot.Subnets.Length} subnets, {View.Front.Count} on the front{FrontEnds}.");

    private string FrontEnds => View.Front is { Count: > 0 } front
        ? $", from {View.Plane.Y.Show(front[0])} at {View.Plane.X.Show(front[0])} to {View.Plane.Y.Show(front[^1])} at {View.Plane.X.Show(front[^1])}"
        : "";

    private string HypervolumeSummary => string.Create(CultureInfo.CurrentCulture, $"Hypervolume over evaluations: {View.Snapshot.CurrentHypervolume:F4} after {View.Snapshot.Hypervolume.Length}.");

    private IEnumerable<string[]> HypervolumeRows => View.Snapshot.Hypervolume
        .Select((value, index) => new[] { (index + 1).ToString(CultureInfo.CurrentCulture), value.ToString("F4", CultureInfo.CurrentCulture) }).Reverse();

    protected override Dictionary<string, object?> Options() => new(StringComparer.Ordinal)
    {
        ["x"] = View.Plane.X.Name,
        ["y"] = View.Plane.Y.Name,
        ["ends"] = !View.OnATable,
        ["constraint"] = View.Document.Search.Constraints.GetValueOrDefault(View.Plane.X.Name)?.Max,
        ["chosen"] = View.Chosen,
        ["subnetPath"] = View.SubnetPath(""),
    };
}
