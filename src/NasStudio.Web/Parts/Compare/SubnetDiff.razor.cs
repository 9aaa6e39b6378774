using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using NasStudio.Web.Comparisons;
using NasStudio.Web.Parts.Subnets;

namespace NasStudio.Web.Parts.Compare;

/// <summary>Two subnets one above the other, block under block; between them what differs.</summary>
public sealed partial class SubnetDiff
{
    private const int Step = 84;
    private const int RowHeight = 116;
    private const int Lines = 3;
    private const int Between = 22 + (13 * Lines);
    private const int Margin = 30;
    private const double Tallest = 96;
    private const double Lowest = 14;
    private const int LongestLabel = 13;
    private const int Height = (2 * RowHeight) + Between;

    [Parameter]
    [EditorRequired]
    public ImmutableArray<AlignedBlock> Blocks { get; set; } = [];

    private static IEnumerable<(int Top, string Letter, Func<AlignedBlock, NetworkBlock?> Of)> Rows =>
        [(0, "A", block => block.A), (RowHeight + Between, "B", block => block.B)];

    private int Width => Margin + (Math.Max(1, Blocks.Length) * Step);

    private string Summary => Blocks.Any(block => block.IsChanged)
        ? $"Blocks that differ: {string.Join("; ", Blocks.Where(block => block.IsChanged).Select(block => $"{block.Name}: {string.Join(", ", block.Changes)}"))}."
        : "Both subnets have the same blocks.";

    private static string Label(string name) => name.Length <= LongestLabel ? name : $"…{name[^(LongestLabel - 1)..]}";

    private static int Left(int index) => Margin + (index * Step);

    private static string Number(double value) => value.ToString("F1", CultureInfo.InvariantCulture);

    private static string TitleOf(AlignedBlock block, NetworkBlock? shown)
    {
        var what = shown is { IsUsed: true } ? shown.Output : "not used";
        return block.IsChanged ? $"{block.Name}: {what} ({string.Join(", ", block.Changes)})" : $"{block.Name}: {what}";
    }

    private static string Hexagon(double height)
    {
        var (top, bottom, inset) = ((RowHeight - height) / 2, (RowHeight + height) / 2, Math.Min(12, height / 4));
        var right = Step - 10;
        return $"M2 {Number(top + inset)} L14 {Number(top)} H{right - 12} L{right} {Number(top + inset)} V{Number(bottom - inset)} L{right - 12} {Number(bottom)} H14 L2 {Number(bottom - inset)} Z";
    }

    /// <summary>One scale for both, by the square root.</summary>
    private double HeightOf(NetworkBlock block)
    {
        var widest = Blocks.Max(pair => Math.Max(pair.A?.Channels ?? 0, pair.B?.Channels ?? 0));
        return Math.Max(Lowest, Tallest * Math.Sqrt(block.Channels / (double)widest));
    }
}
