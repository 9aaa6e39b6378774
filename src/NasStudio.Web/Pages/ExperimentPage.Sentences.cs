using System.Globalization;
using NasStudio.Runs.Experiments;
using NasStudio.Web.Parts;
using NasStudio.Web.Tables;

namespace NasStudio.Web.Pages;

/// <summary>What the page says in words and tables beside its charts.</summary>
public sealed partial class ExperimentPage
{
    private static readonly string[] HypervolumeColumns = ["Evaluations", "Hypervolume"];
    private static readonly string[] LossColumns = ["Step", "Loss"];
    private static readonly string[] AccuracyColumns = ["Step", "Subnet", "Accuracy"];

    private string Done => _snapshot!.Run.EvaluationsDone.ToString("N0", CultureInfo.InvariantCulture);

    private string Planned => string.Create(CultureInfo.InvariantCulture, $"of {_snapshot!.Run.EvaluationsPlanned:N0} subnets")
        + (_experiment!.Document.LooksForDuplicates ? string.Create(CultureInfo.InvariantCulture, $", {_snapshot.DuplicatesAvoided:N0} duplicates avoided") : "");

    private string FrontCount => _snapshot!.Front.Length == 1 ? "1 subnet" : string.Create(CultureInfo.InvariantCulture, $"{_snapshot.Front.Length:N0} subnets");

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

    private IEnumerable<string[]> AccuracyRows => Curve("accuracy.").Where(row => !row.Name.StartsWith("accuracy.level.", StringComparison.Ordinal))
        .Select(row => new[] { row.Step.ToString(CultureInfo.InvariantCulture), row.Name["accuracy.".Length..], Figures.Percent(row.Value) });

    private MetricRow? Newest(string name) => _snapshot!.Metrics.LastOrDefault(row => row.Name == name);

    private IEnumerable<MetricRow> Curve(string prefix) =>
        _snapshot!.Metrics.Where(row => row.Name.StartsWith(prefix, StringComparison.Ordinal)).Reverse();
}
