using System.Numerics;
using NasStudio.Web.Parts;

namespace NasStudio.Web.Tests.Parts;

public sealed class FiguresTests
{
    [Theory]
    [InlineData("999999", "999,999")]
    [InlineData("1000000", "1.00 × 10⁶")]
    [InlineData("21758655492572485851", "2.18 × 10¹⁹")]
    [InlineData("9999999", "1.00 × 10⁷")]
    public void Scientific_Count_HasTwoDecimalsAndAPowerOfTen(string count, string shown) =>
        Assert.Equal(shown, Figures.Scientific(BigInteger.Parse(count, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(700.0, 960.0, "12–16 min left")]
    [InlineData(20.0, 31.0, "20–31 s left")]
    [InlineData(30.0, 30.0, "30 s left")]
    [InlineData(5400.0, 9000.0, "1.5–2.5 h left")]
    public void Remaining_Range_HasOneUnit(double low, double high, string shown) => Assert.Equal(shown, Figures.Remaining(low, high));

    [Fact]
    public void Remaining_NothingKnown_IsNull() => Assert.Null(Figures.Remaining(null, 3));

    [Theory]
    [InlineData(0.0312, "0.0312 ms")]
    [InlineData(0.312, "0.312 ms")]
    [InlineData(14.21, "14.2 ms")]
    [InlineData(142.1, "142 ms")]
    public void Milliseconds_Value_HasThreeSignificantDigits(double value, string shown) => Assert.Equal(shown, Figures.Milliseconds(value));

    [Theory]
    [InlineData(812.0, "812")]
    [InlineData(48_210.0, "48.2 k")]
    [InlineData(1_250_000.0, "1.25 M")]
    public void Count_Value_IsScaled(double value, string shown) => Assert.Equal(shown, Figures.Count(value));
}
