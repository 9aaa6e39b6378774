using System.Globalization;
using Microsoft.AspNetCore.Components;
using NasStudio.Core.Search;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Protocol;

namespace NasStudio.Web.Parts;

/// <summary>How alike training-free metrics and measured accuracies order the subnets, the most alike first, each beside MACs alone.</summary>
public sealed partial class MetricTable
{
    /// <summary>Of the run, oldest first; those of other names are left out.</summary>
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<MetricRow> Metrics { get; set; } = [];

    private IReadOnlyList<Row> Rows
    {
        get
        {
            var taus = Newest.ToDictionary(metric => metric.Name[MetricNames.Agreement.Length..], metric => metric.Value, StringComparer.Ordinal);
            double? macs = taus.TryGetValue(ArchitectureMetrics.Macs, out var value) ? Math.Abs(value) : null;
            return
            [
                .. taus.OrderByDescending(entry => Math.Abs(entry.Value)).ThenBy(entry => entry.Key, StringComparer.Ordinal)
                    .Select(entry => new Row(entry.Key, entry.Value, entry.Key == ArchitectureMetrics.Macs ? null : Math.Abs(entry.Value) - macs)),
            ];
        }
    }

    private string Evaluations => Newest.Max(metric => metric.Step).ToString("N0", CultureInfo.CurrentCulture);

    private IEnumerable<MetricRow> Newest => Metrics
        .Where(metric => metric.Name.StartsWith(MetricNames.Agreement, StringComparison.Ordinal))
        .GroupBy(metric => metric.Name, StringComparer.Ordinal)
        .Select(group => group.MaxBy(metric => metric.Step)!);

    private static string Number(double value) => value.ToString("+0.00;−0.00;0.00", CultureInfo.CurrentCulture);

    /// <param name="Gain">How much farther from 0 than the τ of MACs; null for MACs themselves.</param>
    private sealed record Row(string Name, double Tau, double? Gain);
}
