using NasStudio.Export.Latency;

namespace NasStudio.Export.Tests.Latency;

public sealed class QuantileTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.2, 1.8)]
    [InlineData(0.5, 3)]
    [InlineData(0.9, 4.6)]
    [InlineData(1, 5)]
    public void Of_FiveValues_IsNumPysDefault(double part, double expected) =>
        Assert.Equal(expected, Quantile.Of([5, 1, 4, 2, 3], part), 1e-12);

    [Fact]
    public void Of_NoValues_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => Quantile.Of([], 0.5));
}
