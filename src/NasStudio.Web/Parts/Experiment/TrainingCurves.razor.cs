using System.Globalization;
using Microsoft.AspNetCore.Components;
using NasStudio.Runs.Experiments;

namespace NasStudio.Web.Parts.Experiment;

/// <summary>Loss and the accuracy of the smallest, a random and the largest subnet while the supernet is trained.</summary>
public sealed partial class TrainingCurves
{
    private const string Loss = "loss";
    private const string Accuracy = "accuracy";
    private static readonly string[] LossColumns = ["Step", "Loss"];
    private static readonly string[] AccuracyColumns = ["Step", "Subnet", "Accuracy"];

    /// <summary>Of the run, oldest first.</summary>
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<MetricRow> Metrics { get; set; } = [];

    /// <summary>Id of a chart's element.</summary>
    [Parameter]
    [EditorRequired]
    public Func<string, string> ChartId { get; set; } = default!;

    /// <inheritdoc cref="Web.Charts.ChartPanel.Waits"/>
    [Parameter]
    public bool Waits { get; set; }

    public static IEnumerable<string> Charts => [Loss, Accuracy];

    private string LossSummary => Newest("loss") is { } loss
        ? string.Create(CultureInfo.CurrentCulture, $"Training loss over steps: {loss.Value:F4} at step {loss.Step}.")
        : "Training loss over steps: none yet.";

    private string AccuracySummary => Newest("accuracy.largest") is { } largest && Newest("accuracy.smallest") is { } smallest
        ? $"Accuracy in training: smallest {Figures.Percent(smallest.Value)}, largest {Figures.Percent(largest.Value)} at step {largest.Step}."
        : "Accuracy of the smallest, a random and the largest subnet over training steps: none yet.";

    private IEnumerable<string[]> LossRows => Curve("loss")
        .Select(row => new[] { row.Step.ToString(CultureInfo.CurrentCulture), row.Value.ToString("F4", CultureInfo.CurrentCulture) });

    private IEnumerable<string[]> AccuracyRows => Curve("accuracy.").Where(row => !row.Name.StartsWith("accuracy.level.", StringComparison.Ordinal))
        .Select(row => new[] { row.Step.ToString(CultureInfo.InvariantCulture), row.Name["accuracy.".Length..], Figures.Percent(row.Value) });

    private MetricRow? Newest(string name) => Metrics.LastOrDefault(row => row.Name == name);

    private IEnumerable<MetricRow> Curve(string prefix) =>
        Metrics.Where(row => row.Name.StartsWith(prefix, StringComparison.Ordinal)).Reverse();
}
