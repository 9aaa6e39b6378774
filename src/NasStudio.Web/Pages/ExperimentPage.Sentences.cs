using System.Collections.Immutable;
using System.Globalization;
using NasStudio.Core.Tables;
using NasStudio.Runs.Experiments;
using NasStudio.Web.Parts;
using NasStudio.Web.Tables;

namespace NasStudio.Web.Pages;

/// <summary>What the page says in words and tables beside its charts.</summary>
public sealed partial class ExperimentPage
{
    private static readonly string[] HypervolumeColumns = ["Evaluations", "Hypervolume"];
    private static readonly string[] ConvergenceColumns = ["Seed", "Evaluations", "Search", "Random search"];
    private static readonly string[] LossColumns = ["Step", "Loss"];
    private static readonly string[] AccuracyColumns = ["Step", "Subnet", "Accuracy"];

    private string Done => _snapshot!.Run.EvaluationsDone.ToString("N0", CultureInfo.InvariantCulture);

    private string Planned => string.Create(CultureInfo.InvariantCulture, $"of {_snapshot!.Run.EvaluationsPlanned:N0} subnets")
        + (_experiment!.Document.LooksForDuplicates ? string.Create(CultureInfo.InvariantCulture, $", {_snapshot.DuplicatesAvoided:N0} duplicates avoided") : "");

    private string BestAccuracy => _snapshot!.Best?.Search.Values.TryGetValue("accuracy", out var accuracy) is true ? Figures.Percent(accuracy) : "–";

    private string BestOrigin => _snapshot!.Best?.Search.Accuracy is { } origin
        ? string.Create(CultureInfo.InvariantCulture, $"± {origin.StandardError * 100:F2} points, {origin.Images:N0} {origin.Split} images")
        : "validation images";

    private string ParetoSummary => _snapshot!.Subnets.IsEmpty
        ? $"{_plane.Y.VerticalTitle} against {_plane.X.HorizontalTitle}; no subnet yet."
        : string.Create(CultureInfo.InvariantCulture, $"{_plane.Y.VerticalTitle} against {_plane.X.HorizontalTitle}: {_snapshot.Subnets.Length} subnets, {_snapshot.Front.Length} on the front{FrontEnds}.");

    private string FrontEnds => _front is { Length: > 0 } front
        ? $", from {_plane.Y.Show(front[0])} at {_plane.X.Show(front[0])} to {_plane.Y.Show(front[^1])} at {_plane.X.Show(front[^1])}"
        : "";

    private string HypervolumeSummary => string.Create(CultureInfo.InvariantCulture, $"Hypervolume over evaluations: {_snapshot!.CurrentHypervolume:F4} after {_snapshot.Hypervolume.Length}.");

    private bool HasOneObjective => OnATable && _experiment!.Document.Search.Objectives.Length == 1;

    private string RegretNow => TableRegret.Of(_experiment!.Document, _snapshot!)?.ToString("G4", CultureInfo.InvariantCulture) ?? "–";

    private string ConvergenceSummary => _convergence is { Seeds.IsEmpty: false } known
        ? HasOneObjective ? string.Create(
            CultureInfo.InvariantCulture,
            $"Regret over evaluations, median of {known.Seeds.Length} seeds: {Median(known, seed => seed.Regret ?? []):G4} at the end, random search {Median(known, seed => seed.RandomRegret ?? []):G4}.")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"Part of the true hypervolume over evaluations, median of {known.Seeds.Length} seeds: {Median(known, seed => seed.Hypervolume):F4} at the end, random search {Median(known, seed => seed.Random):F4}.")
        : $"{(HasOneObjective ? "Regret" : "Part of the true hypervolume")} over evaluations: no repeat has ended yet.";

    private IEnumerable<string[]> ConvergenceRows => (_convergence?.Seeds ?? []).Where(seed => !seed.Hypervolume.IsEmpty).Select(seed => new[]
    {
        seed.Seed.ToString(CultureInfo.InvariantCulture),
        seed.Hypervolume.Length.ToString(CultureInfo.InvariantCulture),
        End(seed.Regret ?? seed.Hypervolume),
        End(seed.RandomRegret ?? seed.Random),
    });

    private string BestOfTable => _snapshot!.Best is { } best ? _plane.Y.Show(SubnetRow.Of(best, front: true)) : "–";

    private string LossSummary => Newest("loss") is { } loss
        ? string.Create(CultureInfo.InvariantCulture, $"Training loss over steps: {loss.Value:F4} at step {loss.Step}.")
        : "Training loss over steps: none yet.";

    private string AccuracySummary => Newest("accuracy.largest") is { } largest && Newest("accuracy.smallest") is { } smallest
        ? $"Accuracy in training: smallest {Figures.Percent(smallest.Value)}, largest {Figures.Percent(largest.Value)} at step {largest.Step}."
        : "Accuracy of the smallest, a random and the largest subnet over training steps: none yet.";

    private IEnumerable<string[]> HypervolumeRows => _snapshot!.Hypervolume
        .Select((value, index) => new[] { (index + 1).ToString(CultureInfo.InvariantCulture), value.ToString("F4", CultureInfo.InvariantCulture) }).Reverse();

    private IEnumerable<string[]> LossRows => Curve("loss")
        .Select(row => new[] { row.Step.ToString(CultureInfo.InvariantCulture), row.Value.ToString("F4", CultureInfo.InvariantCulture) });

    private IEnumerable<string[]> AccuracyRows => Curve("accuracy.")
        .Select(row => new[] { row.Step.ToString(CultureInfo.InvariantCulture), row.Name["accuracy.".Length..], Figures.Percent(row.Value) });

    private static string End(ImmutableArray<double> curve) => curve[^1].ToString("F4", CultureInfo.InvariantCulture);

    /// <summary>Of the last values; the higher of two middle ones.</summary>
    private static double Median(Convergence convergence, Func<SeedConvergence, ImmutableArray<double>> curve)
    {
        var ends = convergence.Seeds.Select(curve).Where(values => !values.IsEmpty).Select(values => values[^1]).Order().ToList();
        return ends.Count == 0 ? 0 : ends[ends.Count / 2];
    }

    private MetricRow? Newest(string name) => _snapshot!.Metrics.LastOrDefault(row => row.Name == name);

    private IEnumerable<MetricRow> Curve(string prefix) =>
        _snapshot!.Metrics.Where(row => row.Name.StartsWith(prefix, StringComparison.Ordinal)).Reverse();
}
