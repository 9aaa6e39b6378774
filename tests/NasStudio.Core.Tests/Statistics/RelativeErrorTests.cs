using NasStudio.Core.Statistics;

namespace NasStudio.Core.Tests.Statistics;

public sealed class RelativeErrorTests
{
    [Fact]
    public void MeanAbsolutePercentage_ThreeValues_IsTheMeanOfTheirParts()
    {
        // 10 %, 50 % of a negative value, and 0.
        Assert.Equal(0.2, RelativeError.MeanAbsolutePercentage([11, -1, 5], [10, -2, 5]), 15);
    }

    [Fact]
    public void MeanAbsolutePercentage_NothingOrAZero_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => RelativeError.MeanAbsolutePercentage([], []));
        Assert.Contains("value 1 is 0", Assert.Throws<ArgumentException>(() => RelativeError.MeanAbsolutePercentage([1, 1], [1, 0])).Message, StringComparison.Ordinal);
    }
}
