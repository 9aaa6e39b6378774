using Plotly.Blazor;
using Plotly.Blazor.LayoutLib;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.ScatterLib;
using Shape = Plotly.Blazor.Traces.ScatterLib.LineLib.ShapeEnum;

namespace NasStudio.Web.Charts;

/// <summary>Figures of a training that draws from levels of MACs, and of gradients that agree or not. Roles are names of metrics.</summary>
public sealed partial record ChartFigure
{
    /// <summary>Which level each step drew from.</summary>
    public static ChartFigure LevelWalk => Whole(new(
        [new Scatter { Meta = "level", Name = "Level", Mode = ModeFlag.Lines, HoverTemplate = "step %{x}: level %{y}<extra></extra>", Line = new Line { Width = 1.5m, Shape = Shape.Hv } }],
        LayoutOf("Training step", "~s", "Level (0: fewest MACs)", "d")), ofX: false);

    /// <summary>MACs of each draw of a step; the last one is the smallest.</summary>
    public static ChartFigure DrawnMacs(int draws)
    {
        var layout = LayoutOf("Training step", "~s", "MACs of a draw, one image", "~s");
        layout.YAxis[0].Type = Plotly.Blazor.LayoutLib.YAxisLib.TypeEnum.Log;
        return Named(new(
            [.. Enumerable.Range(0, draws).Select(draw =>
            {
                var name = draw == draws - 1 ? "smallest" : $"draw {draw + 1}";
                return (ITrace)new Scatter { Meta = $"macs.draw.{draw}", Name = name, Mode = ModeFlag.Markers, HoverTemplate = $"{name}, step %{{x}}: %{{y:.3~s}}<extra></extra>" };
            })],
            layout));
    }

    /// <summary>A line a level, and a band between the lowest and the highest level.</summary>
    public static ChartFigure LevelLoss(int levels) => Named(new(OfLevels("loss.level", levels, ".3f"), LayoutOf("Training step", "~s", "Loss (down is better)", ".2~f")));

    /// <inheritdoc cref="LevelLoss"/>
    public static ChartFigure LevelAccuracy(int levels) => Named(new(OfLevels("accuracy.level", levels, ".2%"), LayoutOf("Training step", "~s", "Accuracy (up is better)", ".0%")));

    public static ChartFigure Banks(int levels) => Whole(Named(new(
        [.. Enumerable.Range(0, levels).Select(level => Line($"bank.{level}", $"level {level}", $"level {level}, step %{{x}}: %{{y}} subnets<extra></extra>"))],
        LayoutOf("Training step", "~s", "Subnets in the bank", "d"))), ofX: false);

    /// <summary>Cosine over the gap of levels, a line and a band (95 %) a moment of the training.</summary>
    public static ChartFigure GradientConflict(IReadOnlyList<string> moments) => Whole(Named(new(
        [.. moments.SelectMany(IEnumerable<ITrace> (string moment) =>
        [
            new Scatter { Meta = $"conflict.{moment}.low", Mode = ModeFlag.Lines, ShowLegend = false, HoverInfo = HoverInfoFlag.Skip, Line = new Line { Width = 0 } },
            new Scatter { Meta = $"conflict.{moment}.high", Mode = ModeFlag.Lines, ShowLegend = false, HoverInfo = HoverInfoFlag.Skip, Line = new Line { Width = 0 } },
            new Scatter { Meta = $"conflict.{moment}.cosine", Name = moment, Mode = ModeFlag.Lines | ModeFlag.Markers, HoverTemplate = $"{moment}, %{{x}} levels apart: %{{y:.3f}}<extra></extra>", Line = new Line { Width = 2 } },
        ])],
        LayoutOf("Levels of MACs between two subnets", "d", "Cosine of their gradients", ".2~f"))), ofX: true);

    /// <summary>The highest level comes second, so that it is filled down to the lowest.</summary>
    private static ITrace[] OfLevels(string role, int levels, string format)
    {
        var order = Enumerable.Range(0, levels).OrderBy(level => level == 0 ? 0 : level == levels - 1 ? 1 : 2);
        return [.. order.Select(level => Line($"{role}.{level}", $"level {level}", $"level {level}, step %{{x}}: %{{y:{format}}}<extra></extra>"))];
    }

    /// <summary>
    /// An axis of whole numbers: js/chart-theme.js keeps its ticks at least 1 apart, for Plotly's own steps of a half are
    /// written as the same number twice.
    /// </summary>
    private static ChartFigure Whole(ChartFigure figure, bool ofX)
    {
        figure.Layout.Meta = ofX ? "whole x" : "whole y";
        return figure;
    }

    /// <summary>With a legend above: lines of levels lie too close for labels at their ends.</summary>
    private static ChartFigure Named(ChartFigure figure)
    {
        figure.Layout.ShowLegend = true;
        figure.Layout.Legend = [new Legend { Orientation = Plotly.Blazor.LayoutLib.LegendLib.OrientationEnum.H, X = 0, Y = 1.02m, YAnchor = Plotly.Blazor.LayoutLib.LegendLib.YAnchorEnum.Bottom }];
        figure.Layout.Margin.T = 34;
        return figure;
    }
}
