using System.Globalization;
using Microsoft.AspNetCore.Components;
using NasStudio.Core.Experiments;
using NasStudio.Runs.Experiments;

namespace NasStudio.Web.Parts;

/// <summary>How a training went through its levels of MACs; only for samplers that have levels.</summary>
public sealed partial class LevelCharts
{
    private const string Walk = "levels";
    private const string Macs = "draws";
    private const string Loss = "levelLoss";
    private const string Accuracy = "levelAccuracy";
    private const string Banks = "banks";
    private static readonly string[] WalkColumns = ["Step", "", "Level"];
    private static readonly string[] MacsColumns = ["Step", "Draw", "MACs"];
    private static readonly string[] LossColumns = ["Step", "Level", "Loss"];
    private static readonly string[] AccuracyColumns = ["Step", "Level", "Accuracy"];
    private static readonly string[] BankColumns = ["Step", "Level", "Subnets"];

    [Parameter]
    [EditorRequired]
    public SamplerOptions Sampler { get; set; } = default!;

    /// <summary>Of the run, oldest first.</summary>
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<MetricRow> Metrics { get; set; } = [];

    /// <summary>Id of a chart's element.</summary>
    [Parameter]
    [EditorRequired]
    public Func<string, string> ChartId { get; set; } = default!;

    /// <summary>The charts shown for a sampler; empty where it has no levels.</summary>
    public static IEnumerable<string> ChartsOf(SamplerOptions sampler) =>
        !sampler.HasLevels ? [] : sampler.HasBank ? [Walk, Macs, Loss, Accuracy, Banks] : [Walk, Macs, Loss, Accuracy];

    private bool HasBanks => Sampler.HasBank;

    /// <summary>As many as asked for; derived ones may coincide, and their lines stay empty.</summary>
    private int Levels => Sampler.Levels.Macs.Count > 0 ? Sampler.Levels.Macs.Count : Sampler.Levels.Count;

    /// <summary>The smallest subnet is one more.</summary>
    private int Draws => Sampler.RandomSubnets + 1;

    private string LevelsNote
    {
        get
        {
            var starts = Metrics.Where(row => row.Name == "levelMacs").OrderBy(row => row.Step)
                .Select(row => (row.Value / 1e6).ToString(row.Value < 1e6 ? "0.###" : "0.##", CultureInfo.CurrentCulture)).ToList();
            return starts.Count == 0 ? "Levels of MACs are known when the training begins." : $"Levels begin at {string.Join(", ", starts)} M MACs.";
        }
    }

    private string WalkSummary => Newest("level") is { } level
        ? string.Create(CultureInfo.InvariantCulture, $"Level of MACs that each training step drew from: level {level.Value} at step {level.Step}. {LevelsNote}")
        : "Level of MACs that each training step drew from: none yet.";

    private string BankNote => Newest("exploitation") is { } exploitation
        ? $"{Figures.Percent(exploitation.Value, 0)} of the draws come from a bank at step {exploitation.Step.ToString("N0", CultureInfo.CurrentCulture)}."
        : "How many draws come from a bank is known when the training begins.";

    private MetricRow? Newest(string name) => Metrics.LastOrDefault(row => row.Name == name);

    private IEnumerable<string[]> RowsOf(string prefix, string format) => Metrics
        .Where(row => row.Name.StartsWith(prefix, StringComparison.Ordinal) && (prefix.EndsWith('.') || row.Name == prefix))
        .Reverse()
        .Select(row => new[] { row.Step.ToString(CultureInfo.CurrentCulture), row.Name[prefix.Length..], row.Value.ToString(format, CultureInfo.CurrentCulture) });
}
