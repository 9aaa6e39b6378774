using NasStudio.Web.Comparisons;

namespace NasStudio.Web.Tests.Comparisons;

public sealed class ComparedCurveTests
{
    [Fact]
    public void Of_SeveralSeeds_LowMedianHighOfThoseThatCameFarthest()
    {
        var curve = ComparedCurve.Of([[0.1, 0.5], [0.2, 0.3], [0.3, 0.4], [0.9]])!;
        Assert.Equal([0.1, 0.3], curve.Low);
        Assert.Equal([0.2, 0.4], curve.Median);
        Assert.Equal([0.3, 0.5], curve.High);
        Assert.Equal(0.4, curve.Mean, 12);
    }

    [Fact]
    public void Interval_ThreeSeeds_IsStudentsOfTheMean()
    {
        var interval = ComparedCurve.Of([[0.3], [0.4], [0.5]])!.Interval!.Value;
        // t(0.975, 2) = 4.30265; s = 0.1; half = 4.30265 · 0.1 / √3.
        Assert.Equal(0.4, interval.Mean, 12);
        Assert.Equal(0.4 - 0.248413, interval.Lower, 5);
        Assert.Equal(0.4 + 0.248413, interval.Upper, 5);
    }

    [Fact]
    public void Interval_OneSeed_IsNone() => Assert.Null(ComparedCurve.Of([[0.3]])!.Interval);

    [Fact]
    public void Of_NoPoint_IsNone() => Assert.Null(ComparedCurve.Of([[], []]));
}
