using NasStudio.Core.Statistics;

namespace NasStudio.Core.Tests.Statistics;

public sealed class PairedDifferenceTests
{
    [Fact]
    public void Between_FivePairs_IsAsComputedByHand()
    {
        // Differences 1 to 5: mean 3, variance 2.5, standard error √0.5, t with 4 degrees of freedom 2.776.
        var interval = PairedDifference.Between([2, 4, 6, 8, 10], [1, 2, 3, 4, 5]);

        Assert.Equal(3, interval.Mean, 12);
        Assert.Equal(3 - (2.7764451051977987 * Math.Sqrt(0.5)), interval.Lower, 9);
        Assert.Equal(3 + (2.7764451051977987 * Math.Sqrt(0.5)), interval.Upper, 9);
    }

    [Fact]
    public void Between_EveryPairDiffersEquallyMuch_HasNoWidth() =>
        Assert.Equal(new ConfidenceInterval(-1, -1, -1), PairedDifference.Between([1, 2, 3], [2, 3, 4]));

    [Fact]
    public void Between_TooFewOrUnpaired_IsRefused()
    {
        Assert.Contains("at least 2", Assert.Throws<ArgumentException>(() => PairedDifference.Between([1], [2])).Message, StringComparison.Ordinal);
        Assert.Contains("2 and 3 values", Assert.Throws<ArgumentException>(() => PairedDifference.Between([1, 2], [2, 3, 4])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => PairedDifference.Between([1, 2], [2, 3], 95));
    }
}
