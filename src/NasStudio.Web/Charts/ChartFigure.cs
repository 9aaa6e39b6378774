using NasStudio.Runs.Protocol;
using Plotly.Blazor;
using Plotly.Blazor.LayoutLib;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.ScatterLib;
using PlotLayout = Plotly.Blazor.Layout;
using Shape = Plotly.Blazor.Traces.ScatterLib.LineLib.ShapeEnum;

namespace NasStudio.Web.Charts;

/// <summary>
/// Traces without points, and their layout. Points arrive over the hub and never pass through here; every trace carries in
/// Meta the role by which wwwroot/js/live-charts.js fills it and colours it from the tokens of the theme.
/// </summary>
public sealed partial record ChartFigure(IList<ITrace> Traces, PlotLayout Layout)
{
    /// <summary>No mode bar: the page has its own buttons.</summary>
    public static Config Config => new() { DisplayModeBar = Plotly.Blazor.ConfigLib.DisplayModeBarEnum.False, Responsive = true, ShowTips = false, ScrollZoom = Plotly.Blazor.ConfigLib.ScrollZoomFlag.False, DoubleClick = Plotly.Blazor.ConfigLib.DoubleClickEnum.ResetAutoSize };

    /// <summary>
    /// The front as a step line, the smallest and largest subnet, the bar of a scale of colours. The subnets themselves are drawn by
    /// js/cloud.js; what a point is, the panel around it says.
    /// </summary>
    public static ChartFigure Pareto(ObjectivePlane plane) => new(
        [
            new Scatter { Meta = "scale", Mode = ModeFlag.Markers, Visible = VisibleEnum.False },
            new Scatter
            {
                Meta = "front", Name = "Front", Mode = ModeFlag.Lines | ModeFlag.Markers,
                Line = new Line { Shape = plane.X.LargerIsBetter ? Shape.Vh : Shape.Hv, Width = 2 },
            },
            new Scatter { Meta = "ends", Name = "Smallest, largest", Mode = ModeFlag.Markers | ModeFlag.Text },
        ],
        WithoutGrid(LayoutOf(plane.X.HorizontalTitle, plane.X.TickFormat, plane.Y.VerticalTitle, plane.Y.TickFormat)));

    public static ChartFigure Hypervolume => new(
        [Line("hypervolume", "Hypervolume", "%{x} evaluations: %{y:.4f}<extra></extra>")],
        LayoutOf("Evaluations", "~s", "Hypervolume (up is better)", ".2f"));

    public static ChartFigure Loss => new(
        [Line("loss", "Loss", "step %{x}: %{y:.4f}<extra></extra>")],
        LayoutOf("Training step", "~s", "Loss (down is better)", ".2~f"));

    public static ChartFigure LearningRate => new(
        [Line("learningRate", "Learning rate", "step %{x}: %{y:.3~g}<extra></extra>")],
        LayoutOf("Training step", "~s", "Learning rate", "~g"));

    /// <summary>What the worker uses of the machine; steps are times.</summary>
    public static ChartFigure Processors => new(
        [Line(MetricNames.Processors, "Processors", "%{x|%H:%M:%S}: %{y:.0%}<extra></extra>")],
        OfTime(LayoutOf("Time, UTC", "", "Part of all processors", ".0%")));

    /// <inheritdoc cref="Processors"/>
    public static ChartFigure Memory => new(
        [Line(MetricNames.Memory, "Memory", "%{x|%H:%M:%S}: %{y:.3~s}B<extra></extra>")],
        OfTime(LayoutOf("Time, UTC", "", "Resident memory, bytes", ".3~s")));

    /// <summary>The band between smallest and largest, a random subnet between them.</summary>
    public static ChartFigure SubnetAccuracy => new(
        [
            Line("accuracy.smallest", "Smallest", "smallest, step %{x}: %{y:.2%}<extra></extra>"),
            Line("accuracy.largest", "Largest", "largest, step %{x}: %{y:.2%}<extra></extra>"),
            Line("accuracy.random", "Random", "random, step %{x}: %{y:.2%}<extra></extra>"),
        ],
        LayoutOf("Training step", "~s", "Accuracy (up is better)", ".0%", right: 64));

    /// <summary>Median over the seeds between the lowest and the highest, the strategy's and random search's.</summary>
    /// <param name="onATable">Whether the true front is known.</param>
    public static ChartFigure Convergence(bool onATable) =>
        Bands(onATable ? "Part of the true hypervolume (up is better)" : "Hypervolume (up is better)", ".2f", "%{y:.4f}");

    /// <summary>The same of one objective, whose distance from the table's best value falls to 0.</summary>
    public static ChartFigure Regret => Bands("Regret (down is better)", "~g", "%{y:.4~g}");

    private static ChartFigure Bands(string title, string format, string value) => new(
        [
            Line("random.low", "Random, lowest", $"random, lowest, %{{x}}: {value}<extra></extra>"),
            Line("random.high", "Random, highest", $"random, highest, %{{x}}: {value}<extra></extra>"),
            Line("search.low", "Search, lowest", $"search, lowest, %{{x}}: {value}<extra></extra>"),
            Line("search.high", "Search, highest", $"search, highest, %{{x}}: {value}<extra></extra>"),
            Line("random.median", "Random", $"random, median, %{{x}}: {value}<extra></extra>"),
            Line("search.median", "Search", $"search, median, %{{x}}: {value}<extra></extra>"),
        ],
        LayoutOf("Distinct evaluations", "~s", title, format));

    /// <summary>Predicted against measured values of an objective, and the diagonal on which a perfect prediction lies.</summary>
    public static ChartFigure Predicted(ObjectiveAxis axis)
    {
        var hover = $"%{{text}}<br>measured %{{x:{axis.HoverFormat}}}{axis.Unit}<br>predicted %{{y:{axis.HoverFormat}}}{axis.Unit}<extra></extra>";
        return new(
            [
                new Scatter { Meta = "diagonal", Name = "Perfect", Mode = ModeFlag.Lines, HoverInfo = HoverInfoFlag.Skip, Line = new Line { Width = 1 } },
                new Scatter { Meta = "predicted", Name = "Subnet", Mode = ModeFlag.Markers, HoverTemplate = hover },
            ],
            LayoutOf($"Measured: {axis.Label}", axis.TickFormat, $"Predicted: {axis.Label}", axis.TickFormat));
    }

    /// <summary>Accuracy trained alone against accuracy with the supernet's weights, and the diagonal where both are equal.</summary>
    public static ChartFigure StandAlone => new(
        [
            new Scatter { Meta = "diagonal", Name = "Equal", Mode = ModeFlag.Lines, HoverInfo = HoverInfoFlag.Skip, Line = new Line { Width = 1 } },
            new Scatter { Meta = "predicted", Name = "Subnet", Mode = ModeFlag.Markers, HoverTemplate = "%{text}<br>supernet %{x:.2%}<br>alone %{y:.2%}<extra></extra>" },
        ],
        LayoutOf("Accuracy, supernet", ".1%", "Accuracy, trained alone", ".1%"));

    /// <summary>Its lines lie below the cloud, on the cloud's canvas.</summary>
    private static PlotLayout WithoutGrid(PlotLayout layout)
    {
        layout.YAxis[0].ShowGrid = false;
        return layout;
    }

    private static PlotLayout OfTime(PlotLayout layout)
    {
        layout.XAxis[0].Type = Plotly.Blazor.LayoutLib.XAxisLib.TypeEnum.Date;
        layout.YAxis[0].RangeMode = Plotly.Blazor.LayoutLib.YAxisLib.RangeModeEnum.ToZero;
        return layout;
    }

    private static Scatter Line(string role, string name, string hover) =>
        new() { Meta = role, Name = name, Mode = ModeFlag.Lines, HoverTemplate = hover, Line = new Line { Width = 2 } };

    /// <summary>Without axes: the script shows them with the first points, and an empty chart that nobody sees costs nothing.</summary>
    private static PlotLayout LayoutOf(string x, string xFormat, string y, string yFormat, int right = 20) => new()
    {
        AutoSize = true,
        ShowLegend = false,
        PaperBgColor = "rgba(0,0,0,0)",
        PlotBgColor = "rgba(0,0,0,0)",
        Margin = new Margin { L = 68, R = right, T = 10, B = 44 },
        HoverMode = HoverModeEnum.Closest,
        DragMode = DragModeEnum.Zoom,
        UiRevision = "kept",
        XAxis =
        [
            new XAxis
            {
                Visible = false, Title = new Plotly.Blazor.LayoutLib.XAxisLib.Title { Text = x, Standoff = 10 }, TickFormat = xFormat, ShowGrid = false, ZeroLine = false,
                ShowLine = true, Ticks = Plotly.Blazor.LayoutLib.XAxisLib.TicksEnum.Outside, TickLen = 4, NTicks = 8,
            },
        ],
        YAxis =
        [
            new YAxis
            {
                Visible = false, Title = new Plotly.Blazor.LayoutLib.YAxisLib.Title { Text = y, Standoff = 10 }, TickFormat = yFormat, ZeroLine = false, ShowGrid = true, NTicks = 7,
            },
        ],
    };
}
