using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace NasStudio.Web.Parts;

/// <summary>A curve as small as a word: evenly spaced values from 0 to the largest.</summary>
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
            var largest = Values.Max();
            var perUnit = largest > 0 ? (Height - (2 * Margin)) / largest : 0;
            return string.Join(' ', Values.Select((value, index) => string.Create(
                CultureInfo.InvariantCulture,
                $"{Margin + ((Width - (2 * Margin)) * index / (Values.Count - 1)):F1},{Height - Margin - (value * perUnit):F1}")));
        }
    }
}
