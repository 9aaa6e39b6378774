using System.Collections.Immutable;

namespace NasStudio.Web.Charts;

/// <summary>How one of several series is told apart without colour, which wwwroot/js/compare-charts.js takes from the tokens --c-1 to --c-6.</summary>
/// <param name="Symbol">Plotly's name of the marker.</param>
/// <param name="Dash">Plotly's name of the line's dashes.</param>
/// <param name="Path">The marker as an SVG path about (0, 0), 10 units wide.</param>
/// <param name="DashArray">The dashes in SVG; null: solid.</param>
public sealed record SeriesLook(string Word, string Symbol, string Dash, string Path, string? DashArray)
{
    public static readonly ImmutableArray<SeriesLook> All =
    [
        new("circles, solid", "circle", "solid", "M-4.5 0A4.5 4.5 0 1 1 4.5 0A4.5 4.5 0 1 1 -4.5 0Z", null),
        new("squares, dashed", "square", "dash", "M-4 -4H4V4H-4Z", "6 4"),
        new("diamonds, dotted", "diamond", "dot", "M0 -5.5L5.5 0L0 5.5L-5.5 0Z", "2 3"),
        new("triangles, dash and dot", "triangle-up", "dashdot", "M0 -5L5 4H-5Z", "6 3 2 3"),
        new("triangles down, long dashes", "triangle-down", "longdash", "M0 5L5 -4H-5Z", "10 4"),
        new("crosses, long dash and dot", "cross", "longdashdot", "M-1.7 -5H1.7V-1.7H5V1.7H1.7V5H-1.7V1.7H-5V-1.7H-1.7Z", "10 3 2 3"),
    ];
}
