using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace NasStudio.Web.Parts.Compose;

/// <summary>How random subnets of a space are spread over multiply-accumulates. Drawn in the background; the last one stays meanwhile.</summary>
public sealed partial class MacsHistogram : IDisposable
{
    private const int Steps = 30;
    private const int Width = 360;
    private const int Height = 128;
    private const int Left = 34;
    private const int Right = 352;
    private const int Top = 18;
    private const int Bottom = 108;
    private const double BarWidth = (Right - Left) / (double)Steps;
    private CancellationTokenSource? _drawing;
    private SpaceView? _drawn;
    private MacsSample? _sample;
    private ImmutableArray<int> _counts = [];
    private bool _waiting;

    [Parameter]
    [EditorRequired]
    public SpaceView View { get; set; } = default!;

    private int Highest => Math.Max(1, _counts.Max());

    public void Dispose()
    {
        _drawing?.Cancel();
        _drawing?.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (ReferenceEquals(View, _drawn))
        {
            return;
        }

        _drawn = View;
        _waiting = true;
        Dispose();
        _drawing = new CancellationTokenSource();
        var (view, replaced) = (View, _drawing.Token);
        try
        {
            var sample = await Task.Run(() => MacsSample.Of(view, replaced), replaced);
            (_sample, _counts, _waiting) = (sample, sample.Counts(Steps), false);
        }
        catch (OperationCanceledException)
        {
            // Another version of the space came, or the page was left.
        }
    }

    private static double XOf(int step) => Left + (step * BarWidth);

    private double YOf(int count) => Bottom - ((Bottom - Top) * count / (double)Highest);

    private static string Number(double value) => value.ToString("F1", CultureInfo.InvariantCulture);

    private static string Summary(MacsSample sample) =>
        $"Histogram of the MACs of {MacsSample.Subnets} random subnets: from {Figures.Count(sample.Macs[0])} to {Figures.Count(sample.Macs[^1])}, half of them below {Figures.Count(sample.Median)}.";

    private static string Tip(MacsSample sample, int step, int count)
    {
        var width = (sample.Macs[^1] - sample.Macs[0]) / (double)Steps;
        return $"{Figures.Count(sample.Macs[0] + (width * step))} to {Figures.Count(sample.Macs[0] + (width * (step + 1)))}: {count} subnets";
    }
}
