using Microsoft.AspNetCore.Components;
using NasStudio.Runs.Estimates;

namespace NasStudio.Web.Parts.Compose;

/// <summary>Time, memory and disk of an experiment before it is launched: ranges, and where they come from.</summary>
public sealed partial class EstimatePanel
{
    [Parameter]
    [EditorRequired]
    public Estimate Value { get; set; } = default!;

    /// <summary>The experiment that measures; null while none does.</summary>
    [Parameter]
    public Guid? MeasuringId { get; set; }

    [Parameter]
    public bool CanMeasure { get; set; }

    [Parameter]
    public EventCallback Measure { get; set; }

    private IEnumerable<(string Label, EstimateRange? Range, Func<double, double, string> Show)> Shown =>
    [
        ("Time", Value.Time, EstimateText.Duration),
        ("Memory", Value.Memory, EstimateText.Bytes),
        ("Disk", Value.Disk, EstimateText.Bytes),
    ];
}
