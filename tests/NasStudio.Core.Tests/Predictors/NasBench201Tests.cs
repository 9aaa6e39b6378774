using System.Globalization;
using System.IO.Compression;
using NasStudio.Core.Decisions;
using NasStudio.Core.Predictors;
using NasStudio.Core.Randomness;
using NasStudio.Core.Statistics;

namespace NasStudio.Core.Tests.Predictors;

/// <summary>
/// Predictors on NAS-Bench-201 (Dong and Yang 2020), where NASSTUDIO_DATA has it: learn from 200 cells, order 2,000 others by
/// CIFAR-10 test accuracy after 200 epochs or by latency. Cells without a path from input to output are left out: all of them
/// guess, which makes any predictor look good.
/// </summary>
public sealed class NasBench201Tests
{
    private const int Learned = 200;
    private const int Ordered = 2_000;
    private static readonly string[] Operations = ["none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"];
    private static readonly DecisionSpace Space = new(
        [.. Enumerable.Range(0, 6).Select(edge => new Decision($"edge{edge}", [.. Operations.Select(operation => new Choice(operation))]))]);

    /// <summary>The floors lie some 0.03 below what was measured as the mean of five seeds, stated beside.</summary>
    [Theory]
    [InlineData("ridge", true, 0.58)] // 0.608
    [InlineData("ridge", false, 0.55)] // 0.583
    [InlineData("gp", false, 0.59)] // 0.624
    [InlineData("forest", false, 0.55)] // 0.584
    [InlineData("mlp", false, 0.59)] // 0.623
    public void Predict_AccuracyOfUnseenCells_OrdersThemAboveAFloor(string name, bool pairs, double floor) =>
        Assert.InRange(MeanTau(name, pairs, cell => cell.Accuracy), floor, 1);

    /// <summary>The few very bad cells of a linear scale pull a squared loss to themselves; the logarithm of the error does not.</summary>
    [Theory]
    [InlineData("ridge", true, 0.62)] // 0.644
    [InlineData("gp", false, 0.63)] // 0.663
    [InlineData("forest", false, 0.58)] // 0.614
    [InlineData("mlp", false, 0.63)] // 0.662
    public void Predict_LogErrorOfUnseenCells_OrdersThemAboveAHigherFloor(string name, bool pairs, double floor) =>
        Assert.InRange(MeanTau(name, pairs, cell => Math.Log(100 - cell.Accuracy)), floor, 1);

    [Theory]
    [InlineData("ridge", true, 0.76)] // 0.796
    [InlineData("gp", false, 0.78)] // 0.814
    [InlineData("forest", false, 0.72)] // 0.755
    public void Predict_LatencyOfUnseenCells_OrdersThemAboveAFloor(string name, bool pairs, double floor) =>
        Assert.InRange(MeanTau(name, pairs, cell => cell.Milliseconds), floor, 1);

    /// <summary>
    /// On the accuracy itself 200 cells are not enough to beat MACs: τ 0.55 against 0.58, which the report must admit. On the
    /// logarithm of the error they are.
    /// </summary>
    [Fact]
    public void CrossValidate_RidgeOnPairsOf200Cells_BeatsMacsOnTheLogErrorOnly()
    {
        var (onAccuracy, onLogError) = (Report(cell => cell.Accuracy), Report(cell => Math.Log(100 - cell.Accuracy)));

        Assert.False(onAccuracy.BeatsMacs, onAccuracy.ToString());
        Assert.True(onLogError.BeatsMacs, onLogError.ToString());
        Assert.Equal(onAccuracy.Macs.KendallTau, onLogError.Macs.KendallTau, 6);
        Assert.InRange(onAccuracy.Predictor.RelativeError!.Value, 0, 0.04);
        Assert.InRange(onAccuracy.Macs.RelativeError!.Value, 0, 0.04);
    }

    private static PredictorReport Report(Func<Cell, double> target)
    {
        var (features, sample) = (new PairFeatures(Space), Cells());
        new SeededRandom(1, "test").Shuffle<Cell>(sample);
        Array.Resize(ref sample, Learned);
        return PredictorReport.CrossValidate(
            () => new RidgePredictor(),
            [.. sample.Select(cell => features.Encode(cell.Architecture))],
            [.. sample.Select(target)],
            [.. sample.Select(cell => cell.Macs)]);
    }

    private static double MeanTau(string name, bool pairs, Func<Cell, double> target)
    {
        var features = new PairFeatures(Space, pairs ? PairFeatures.DefaultLimit : 0);
        var cells = Cells();
        return Enumerable.Range(1, 3).Average(seed =>
        {
            var drawn = (Cell[])cells.Clone();
            new SeededRandom((ulong)seed, "test").Shuffle<Cell>(drawn);
            var (learned, ordered) = (drawn[..Learned], drawn[Learned..(Learned + Ordered)]);
            var predictor = PredictorKinds.Create(name, seed: 1);
            predictor.Fit([.. learned.Select(cell => features.Encode(cell.Architecture))], [.. learned.Select(target)]);
            double[] predicted = [.. ordered.Select(cell => predictor.Predict(features.Encode(cell.Architecture)).Mean)];
            return RankCorrelation.KendallTau(predicted, [.. ordered.Select(target)]);
        });
    }

    private static Cell[] Cells()
    {
        var folder = Environment.GetEnvironmentVariable("NASSTUDIO_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "NASSTUDIO_DATA is not set.");
        using var file = File.OpenRead(Path.Combine(folder!, "nasbench201", "nasbench201_cifar10.csv.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        var header = reader.ReadLine()!.Split(',');
        var (accuracy, macs, latency) = (Array.IndexOf(header, "cifar10_test_200ep"), Array.IndexOf(header, "macs"), Array.IndexOf(header, "latency_ms_pixel3"));
        var cells = new List<Cell>();
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(',');
            var edges = Edges(fields[1]);
            if (HasPath(edges))
            {
                cells.Add(new Cell(Space.Canonical(edges), Number(fields[accuracy]), (long)Number(fields[macs]), Number(fields[latency])));
            }
        }

        Assert.Equal(15_284, cells.Count);
        return [.. cells];
    }

    private static double Number(string field) => double.Parse(field, CultureInfo.InvariantCulture);

    /// <summary>"|op~0|+|op~0|op~1|+|op~0|op~1|op~2|": the edges 0→1, 0→2, 1→2, 0→3, 1→3, 2→3.</summary>
    private static int[] Edges(string cell) =>
        [.. cell.Split(['|', '+'], StringSplitOptions.RemoveEmptyEntries).Select(edge => Array.IndexOf(Operations, edge[..edge.IndexOf('~', StringComparison.Ordinal)]))];

    private static bool HasPath(int[] edges)
    {
        var first = edges[0] != 0;
        var second = edges[1] != 0 || (first && edges[2] != 0);
        return edges[3] != 0 || (first && edges[4] != 0) || (second && edges[5] != 0);
    }

    private sealed record Cell(Architecture Architecture, double Accuracy, long Macs, double Milliseconds);
}
