using NasStudio.Core.Randomness;
using NasStudio.Core.Statistics;

namespace NasStudio.Core.Tests.Statistics;

public sealed class RankCorrelationTests
{
    [Fact]
    public void KendallTau_NoTies_IsConcordantLessDiscordantOverAll()
    {
        // Of 10 pairs, (3, 2) and (5, 4) are the wrong way round.
        Assert.Equal(0.6, RankCorrelation.KendallTau([1, 2, 3, 4, 5], [1, 3, 2, 5, 4]), 15);
        Assert.Equal(1, RankCorrelation.KendallTau([1, 2, 3], [10, 20, 1e9]));
        Assert.Equal(-1, RankCorrelation.KendallTau([1, 2, 3], [3, 2, -7]));
    }

    [Fact]
    public void KendallTau_Ties_AreTakenOutOfBothSides()
    {
        // 6 pairs: the left tells 5 apart, the right 4 (one pair is tied in both); concordant 4, discordant 0.
        Assert.Equal(4 / Math.Sqrt(5 * 4), RankCorrelation.KendallTau([1, 1, 2, 3], [5, 5, 6, 6]), 15);
    }

    [Fact]
    public void KendallTau_ManyWithTies_IsThatOfCountingEveryPair()
    {
        var random = new SeededRandom(1, "test");
        for (var count = 2; count < 60; count++)
        {
            double[] left = [.. Enumerable.Range(0, count).Select(_ => (double)random.NextInt(8))];
            double[] right = [.. left.Select(value => value + random.NextInt(9))];
            var (score, leftPairs, rightPairs) = (0, 0, 0);
            for (var i = 0; i < count; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    var (x, y) = (Math.Sign(left[i] - left[j]), Math.Sign(right[i] - right[j]));
                    score += x * y;
                    leftPairs += x * x;
                    rightPairs += y * y;
                }
            }

            var expected = leftPairs == 0 || rightPairs == 0 ? 0 : score / Math.Sqrt((double)leftPairs * rightPairs);
            Assert.Equal(expected, RankCorrelation.KendallTau(left, right), 12);
        }
    }

    [Fact]
    public void KendallTau_AHundredThousand_CountsPairsBeyondInt() =>
        Assert.Equal(-1, RankCorrelation.KendallTau([.. Enumerable.Range(0, 100_000)], [.. Enumerable.Range(0, 100_000).Select(i => -(double)i)]));

    [Fact]
    public void Spearman_NoTies_IsOneLessSixSquaredRankDifferences()
    {
        // Rank differences 0, 1, 1, 1, 1: 1 - 6·4 / (5·24).
        Assert.Equal(0.8, RankCorrelation.Spearman([1, 2, 3, 4, 5], [1, 3, 2, 50, 4]), 15);
    }

    [Fact]
    public void Spearman_Ties_ShareTheirMeanRank()
    {
        // Ranks 0, 1.5, 1.5, 3 and 0, 1, 2, 3: covariance 4.5, squares 4.5 and 5.
        Assert.Equal([0, 1.5, 1.5, 3], RankCorrelation.Ranks([1, 2, 2, 3]));
        Assert.Equal(4.5 / Math.Sqrt(4.5 * 5), RankCorrelation.Spearman([1, 2, 2, 3], [1, 2, 3, 4]), 15);
    }

    [Fact]
    public void Both_NothingVariesOrNothingIsThere_AreZero()
    {
        Assert.Equal(0, RankCorrelation.KendallTau([1, 2, 3], [4, 4, 4]));
        Assert.Equal(0, RankCorrelation.Spearman([4, 4, 4], [1, 2, 3]));
        Assert.Equal(0, RankCorrelation.KendallTau([], []));
        Assert.Equal(0, RankCorrelation.Spearman([1], [1]));
    }

    [Fact]
    public void Both_LengthsDifferOrNotANumber_AreRefused()
    {
        Assert.Contains("2 values cannot be compared with 1", Assert.Throws<ArgumentException>(() => RankCorrelation.KendallTau([1, 2], [1])).Message, StringComparison.Ordinal);
        Assert.Contains("Value 1 is not a number", Assert.Throws<ArgumentException>(() => RankCorrelation.Spearman([1, 2], [1, double.NaN])).Message, StringComparison.Ordinal);
    }
}
