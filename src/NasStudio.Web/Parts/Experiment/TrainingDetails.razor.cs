using System.Globalization;
using Microsoft.AspNetCore.Components;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Protocol;

namespace NasStudio.Web.Parts.Experiment;

/// <summary>The learning rate over the steps, and what the worker takes of the machine over time.</summary>
public sealed partial class TrainingDetails
{
    private const string LearningRate = "learningRate";
    private static readonly string[] RateColumns = ["Step", "Learning rate"];
    private static readonly string[] ProcessorColumns = ["Time, UTC", "Part of all processors"];
    private static readonly string[] MemoryColumns = ["Time, UTC", "Resident memory"];

    /// <summary>Of the run, oldest first.</summary>
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<MetricRow> Metrics { get; set; } = [];

    /// <summary>Id of a chart's element.</summary>
    [Parameter]
    [EditorRequired]
    public Func<string, string> ChartId { get; set; } = default!;

    public static IEnumerable<string> Charts => [LearningRate, MetricNames.Processors, MetricNames.Memory];

    /// <summary>Runs from before workers told it have none, and so have those of the first seconds.</summary>
    private bool HasResources => Newest(MetricNames.Memory) is not null;

    private string RateSummary => Newest(LearningRate) is { } rate
        ? string.Create(CultureInfo.CurrentCulture, $"Learning rate over steps: {rate.Value:G3} at step {rate.Step}.")
        : "Learning rate over steps: none yet.";

    private string ProcessorSummary => $"Part of all processors that the worker uses, over time: {Figures.Percent(Newest(MetricNames.Processors)?.Value ?? 0, 0)} last.";

    private string MemorySummary => $"Resident memory of the worker, over time: {Figures.Bytes((long)(Newest(MetricNames.Memory)?.Value ?? 0))} last.";

    private IEnumerable<string[]> Rows(string name, Func<double, string> show, bool ofTime = false) => Metrics.Where(row => row.Name == name).Reverse().Select(row => new[]
    {
        ofTime ? DateTimeOffset.FromUnixTimeMilliseconds(row.Step).ToString("G", CultureInfo.CurrentCulture) : row.Step.ToString("N0", CultureInfo.CurrentCulture),
        show(row.Value),
    });

    private MetricRow? Newest(string name) => Metrics.LastOrDefault(row => row.Name == name);
}
