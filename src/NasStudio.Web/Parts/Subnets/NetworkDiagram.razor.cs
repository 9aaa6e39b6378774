using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace NasStudio.Web.Parts.Subnets;

/// <summary>A subnet from left to right, a block a column, as high as it has channels.</summary>
public sealed partial class NetworkDiagram
{
    private const int Step = 66;
    private const int Height = 176;
    private const int Middle = 68;
    private const double Tallest = 124;
    private const double Lowest = 14;
    private const int LongestLabel = 12;

    [Parameter]
    [EditorRequired]
    public IReadOnlyList<NetworkBlock> Blocks { get; set; } = [];

    private int Width => Math.Max(1, Blocks.Count) * Step;

    private string Summary => $"Blocks in order: {string.Join(", ", Blocks.Where(block => block.IsUsed).Select(block => $"{block.Name} ({block.Kind}, {block.Channels} channels)"))}.";

    /// <summary>The end of a name that a column has no room for: paths differ there.</summary>
    private static string Label(string name) => name.Length <= LongestLabel ? name : $"…{name[^(LongestLabel - 1)..]}";

    private static int Left(int index) => index * Step;

    private static string Number(double value) => value.ToString("F1", CultureInfo.InvariantCulture);

    /// <summary>A waist at both ends: the bottleneck, with the expansion between.</summary>
    private static string Hexagon(double height)
    {
        var (top, bottom, inset) = (Middle - (height / 2), Middle + (height / 2), Math.Min(12, height / 4));
        var right = Step - 8;
        return $"M2 {Number(top + inset)} L14 {Number(top)} H{right - 12} L{right} {Number(top + inset)} V{Number(bottom - inset)} L{right - 12} {Number(bottom)} H14 L2 {Number(bottom - inset)} Z";
    }

    /// <summary>By the square root, so that a head of 1,000 channels does not flatten a stem of 8.</summary>
    private double HeightOf(NetworkBlock block)
    {
        var widest = Blocks.Max(other => other.Channels);
        return Math.Max(Lowest, Tallest * Math.Sqrt(block.Channels / (double)widest));
    }
}
