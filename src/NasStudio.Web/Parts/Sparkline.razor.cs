using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace NasStudio.Web.Parts;

/// <summary>A curve as small as a word: evenly spaced values between the least and the largest.</summary>
public sealed partial class Sparkline
{
    private const double Width = 96;
    private const double Height = 24;

    /// <summary>Room for half the stroke.</summary>
    private const double Margin = 2;

    [Parameter]
    [EditorRequired]
    public IReadOnlyList<double> Values { get; set; } = [];

    /// <summary>What the curve says, in words.</summary>
    [Parameter]
    [EditorRequired]
    public string Label { get; set; } = "";

    private string Points
    {
        get
        {
            var (least, largest) = (Values.Min(), Values.Max());
            var perUnit = largest > least ? (Height - (2 * Margin)) / (largest - least) : 0;
            return string.Join(' ', Values.Select((value, index) => string.Create(
                CultureInfo.InvariantCulture,
                $"{Margin + ((Width - (2 * Margin)) * index / (Values.Count - 1)):F1},{Height - Margin - ((value - least) * perUnit):F1}")));
        }
    }
}
