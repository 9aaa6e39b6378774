using System.Globalization;
using Microsoft.AspNetCore.Components;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Protocol;

namespace NasStudio.Web.Parts;

/// <summary>How well gradients of subnets agree over their gap of MACs, or how to find out.</summary>
public sealed partial class GradientConflictPanel
{
    public const string Chart = "conflict";
    private static readonly string[] Columns = ["Moment", "Levels apart", "MACs, ratio", "Cosine", "95 % interval"];

    [Parameter]
    [EditorRequired]
    public Guid Experiment { get; set; }

    /// <summary>Whether the experiment measures it.</summary>
    [Parameter]
    [EditorRequired]
    public bool IsAsked { get; set; }

    [Parameter]
    [EditorRequired]
    public IReadOnlyList<MetricRow> Metrics { get; set; } = [];

    [Parameter]
    [EditorRequired]
    public string ChartId { get; set; } = "";

    private IEnumerable<string> Sentences => MetricNames.Moments.Select(SentenceOf).OfType<string>().DefaultIfEmpty("Not measured yet.");

    private string Summary => $"Cosine of two subnets' gradients over the levels of MACs between them. {string.Join(" ", Sentences)}";

    private IEnumerable<string[]> Rows =>
        from moment in MetricNames.Moments
        from cosine in Metrics
        where cosine.Name == Name(moment, "cosine")
        select new[]
        {
            moment,
            cosine.Step.ToString(CultureInfo.InvariantCulture),
            Number(moment, "macsRatio", cosine.Step, "0.0"),
            cosine.Value.ToString("0.000", CultureInfo.CurrentCulture),
            $"{Number(moment, "low", cosine.Step, "0.000")} to {Number(moment, "high", cosine.Step, "0.000")}",
        };

    /// <summary>Shown where the whole interval lies below 0; null where it is not measured.</summary>
    private string? SentenceOf(string moment) => Find(moment, "spearmanHigh", 0) is { } high
        ? $"{char.ToUpperInvariant(moment[0])}{moment[1..]}: {(high < 0 ? "less agreement over a larger gap" : "not shown")}, Spearman {Number(moment, "spearman", 0, "0.00")} "
            + $"({Number(moment, "spearmanLow", 0, "0.00")} to {Number(moment, "spearmanHigh", 0, "0.00")})."
        : null;

    private string Number(string moment, string quantity, long step, string format) => Find(moment, quantity, step)?.ToString(format, CultureInfo.CurrentCulture) ?? "–";

    private double? Find(string moment, string quantity, long step) =>
        Metrics.LastOrDefault(row => row.Step == step && row.Name == Name(moment, quantity))?.Value;

    private static string Name(string moment, string quantity) => $"{MetricNames.Conflict}{moment}.{quantity}";
}
