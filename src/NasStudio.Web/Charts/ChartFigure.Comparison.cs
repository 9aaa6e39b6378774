using NasStudio.Web.Comparisons;
using Plotly.Blazor;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.ScatterLib;
using Shape = Plotly.Blazor.Traces.ScatterLib.LineLib.ShapeEnum;

namespace NasStudio.Web.Charts;

/// <summary>Figures of several experiments at once; wwwroot/js/compare-charts.js fills and colours them.</summary>
public sealed partial record ChartFigure
{
    /// <summary>The fronts as step lines, random search's subnets behind them.</summary>
    public static ChartFigure ComparedFronts(ObjectivePlane plane, IReadOnlyList<ComparedExperiment> experiments) => new(
        [
            new Scatter { Meta = "compare.baseline", Name = "Random search", Mode = ModeFlag.Markers, HoverInfo = HoverInfoFlag.Skip },
            .. experiments.Select((one, index) => (ITrace)new Scatter
            {
                Meta = $"compare.front.{index}",
                Name = one.Name,
                Mode = ModeFlag.Lines | ModeFlag.Markers,
                HoverTemplate = $"{one.Letter}: %{{text}}<br>%{{y:{plane.Y.HoverFormat}}}{plane.Y.Unit}<br>%{{x:{plane.X.HoverFormat}}}{plane.X.Unit}<extra></extra>",
                Line = new Line { Shape = plane.X.LargerIsBetter ? Shape.Vh : Shape.Hv, Width = 2, Dash = SeriesLook.All[index].Dash },
            }),
        ],
        LayoutOf(plane.X.HorizontalTitle, plane.X.TickFormat, plane.Y.VerticalTitle, plane.Y.TickFormat));

    /// <summary>The median over the seeds of each, a band from lowest to highest, random search as grey lines.</summary>
    public static ChartFigure ComparedHypervolumes(IReadOnlyList<ComparedExperiment> experiments) => new(
        [
            .. experiments.SelectMany(IEnumerable<ITrace> (one, index) =>
            [
                new Scatter { Meta = $"compare.low.{index}", Mode = ModeFlag.Lines, HoverInfo = HoverInfoFlag.Skip, Line = new Line { Width = 0 } },
                new Scatter { Meta = $"compare.high.{index}", Mode = ModeFlag.Lines, HoverInfo = HoverInfoFlag.Skip, Line = new Line { Width = 0 } },
                new Scatter { Meta = $"compare.random.{index}", Mode = ModeFlag.Lines, HoverTemplate = $"random search beside {one.Letter}, %{{x}}: %{{y:.4f}}<extra></extra>", Line = new Line { Width = 1.5m, Dash = SeriesLook.All[index].Dash } },
                new Scatter { Meta = $"compare.curve.{index}", Name = one.Name, Mode = ModeFlag.Lines, HoverTemplate = $"{one.Letter}, %{{x}}: %{{y:.4f}}<extra></extra>", Line = new Line { Width = 2, Dash = SeriesLook.All[index].Dash } },
            ]),
        ],
        LayoutOf("Distinct evaluations", "~s", "Hypervolume in the box of A (up is better)", ".2f"));
}
