using System.Globalization;
using Microsoft.AspNetCore.Components;
using NasStudio.Core.Experiments;
using NasStudio.Web.Comparisons;

namespace NasStudio.Web.Parts.Compare;

/// <summary>Two subnets in numbers, with the differences, and the decisions that make them.</summary>
public sealed partial class SubnetDifferences
{
    [Parameter]
    [EditorRequired]
    public SubnetComparison Comparison { get; set; } = default!;

    private IEnumerable<Row> Numbers
    {
        get
        {
            var (a, b) = (Comparison.A, Comparison.B);
            return
            [
                RowOf("Accuracy, test", Value(a.Subnet.Final, "accuracy"), Value(b.Subnet.Final, "accuracy"), value => Figures.Percent(value), Points),
                RowOf("Accuracy, validation", Value(a.Subnet.Search, "accuracy"), Value(b.Subnet.Search, "accuracy"), value => Figures.Percent(value), Points),
                RowOf("Latency", Latency(a), Latency(b), Figures.Milliseconds, Relative(Latency(a))),
                RowOf("MACs (papers: FLOPs)", a.Cost.Macs, b.Cost.Macs, Figures.Count, Relative(a.Cost.Macs)),
                RowOf("Parameters", a.Cost.Parameters, b.Cost.Parameters, Figures.Count, Relative(a.Cost.Parameters)),
                RowOf("Peak activations", a.Cost.PeakActivationBytes, b.Cost.PeakActivationBytes, value => Figures.Bytes((long)value), Relative(a.Cost.PeakActivationBytes)),
            ];
        }
    }

    private static Row RowOf(string label, double? a, double? b, Func<double, string> show, Func<double, string> difference) =>
        new(label, a is { } left ? show(left) : "–", b is { } right ? show(right) : "–", a is { } from && b is { } to ? difference(to - from) : "–");

    private static string Points(double fraction) => $"{Signed(fraction * 100, 2)} points";

    /// <summary>Of A's value: in percent, from twice on as a multiple.</summary>
    private static Func<double, string> Relative(double? whole) => difference => whole is not > 0 ? "–"
        : difference >= whole ? $"× {Figures.Significant((whole.Value + difference) / whole.Value)}"
        : $"{Signed(difference / whole.Value * 100, 1)} %";

    private static string Signed(double value, int decimals)
    {
        var text = Math.Abs(value).ToString($"F{decimals}", CultureInfo.CurrentCulture);
        return Math.Round(value, decimals) switch { > 0 => $"+{text}", < 0 => $"−{text}", _ => text };
    }

    /// <summary>The final measurement where there is one.</summary>
    private static double? Latency(ComparedSubnet subnet) => Value(subnet.Subnet.Final, "latency") ?? Value(subnet.Subnet.Search, "latency");

    private static double? Value(Evaluation? evaluation, string objective) => evaluation?.Values.TryGetValue(objective, out var value) is true ? value : null;

    private sealed record Row(string Label, string A, string B, string Difference);
}
