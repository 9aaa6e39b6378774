using NasStudio.Core.Statistics;

namespace NasStudio.Core.Tests.Statistics;

public sealed class StudentTTests
{
    [Theory]
    [InlineData(0.975, 1, 12.706204736432095)]
    [InlineData(0.975, 2, 4.302652729911275)]
    [InlineData(0.975, 4, 2.7764451051977987)]
    [InlineData(0.975, 10, 2.2281388519649385)]
    [InlineData(0.975, 30, 2.0422724563012373)]
    [InlineData(0.995, 5, 4.032142983555228)]
    [InlineData(0.75, 1, 1)]
    [InlineData(0.5, 7, 0)]
    [InlineData(0.025, 4, -2.7764451051977987)]
    public void Quantile_PublishedValues_AreMet(double probability, int degrees, double expected) =>
        Assert.Equal(expected, StudentT.Quantile(probability, degrees), 9);

    [Fact]
    public void Quantile_ManyDegrees_IsTheNormals() => Assert.Equal(1.959963984540054, StudentT.Quantile(0.975, 100_000_000), 6);

    [Fact]
    public void Quantile_OutOfRange_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.Quantile(1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.Quantile(double.NaN, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.Quantile(0.9, 0));
    }
}
