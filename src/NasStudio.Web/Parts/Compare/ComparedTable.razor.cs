using Microsoft.AspNetCore.Components;
using NasStudio.Web.Comparisons;

namespace NasStudio.Web.Parts.Compare;

/// <summary>The experiments of a comparison, their hypervolumes and how sure those are.</summary>
public sealed partial class ComparedTable
{
    [Parameter]
    [EditorRequired]
    public ExperimentComparison Comparison { get; set; } = default!;

    /// <summary>The address of another comparison.</summary>
    [Parameter]
    [EditorRequired]
    public Func<IEnumerable<Guid>, string> Address { get; set; } = default!;

    private static string Value(ComparedCurve? curve) => curve is null ? "–" : Figures.Fraction(curve.Mean);

    private static string Certainty(ComparedCurve? curve) => curve switch
    {
        null => "",
        { Interval: { } interval } => $"95 %: {Figures.Fraction(interval.Lower)} to {Figures.Fraction(interval.Upper)}, {curve.Ends.Length} seeds",
        _ => "one seed: no interval",
    };

    private IEnumerable<Guid> Others(Guid id) => Comparison.Experiments.Select(one => one.Id).Where(other => other != id);
}
