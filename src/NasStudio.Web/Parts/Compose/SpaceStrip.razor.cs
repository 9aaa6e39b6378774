using System.Globalization;
using Microsoft.AspNetCore.Components;
using NasStudio.Core.Spaces;
using NasStudio.Runs.Estimates;

namespace NasStudio.Web.Parts.Compose;

/// <summary>Size and cost of the search space, kept at the last valid version while something is wrong.</summary>
public sealed partial class SpaceStrip
{
    [Parameter]
    [EditorRequired]
    public DraftCheck Check { get; set; } = DraftCheck.None;

    /// <summary>Of the newest valid version; null before the first.</summary>
    [Parameter]
    public Estimate? Estimate { get; set; }

    /// <summary>The buttons.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>Puts a text on the clipboard.</summary>
    [Parameter]
    public EventCallback<string> Copy { get; set; }

    private static string Bound => "Of the smallest and of the largest subnet; every other one lies between";

    private static string Decimal(SpaceAnalysis analysis) => analysis.Subnets.ToString(CultureInfo.InvariantCulture);

    private string? Reason => Check.Errors.Length switch
    {
        0 => Check.IsCurrent ? null : "Checking…",
        1 => Check.IsCurrent ? "1 field to fix before launch" : "Last valid version, 1 field to fix",
        var count => Check.IsCurrent ? $"{count} fields to fix before launch" : $"Last valid version, {count} fields to fix",
    };

    private static string Range(CostRange range) => $"{Figures.Count(range.Min)} – {Figures.Count(range.Max)}";
}
