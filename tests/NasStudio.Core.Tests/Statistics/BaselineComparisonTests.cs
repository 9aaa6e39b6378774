using NasStudio.Core.Statistics;
using NasStudio.Core.Tables;

namespace NasStudio.Core.Tests.Statistics;

public sealed class BaselineComparisonTests
{
    /// <summary>Differences 0.02, 0.04, 0.03: mean 0.03, deviation 0.01, t(0.975, 2) = 4.3027, half-width 0.024842.</summary>
    [Fact]
    public void Of_ThreeSeedsByHand_IsBetterWithItsInterval()
    {
        var comparison = BaselineComparison.Of(500, [0.92, 0.94, 0.93], [0.90, 0.90, 0.90], knownWhole: true);

        Assert.Equal((500, 3, BaselineVerdict.Better), (comparison.Evaluations, comparison.Seeds, comparison.Verdict));
        Assert.Equal(0.03 / 0.9, comparison.RelativeImprovement!.Value, 12);
        Assert.Equal(0.03 - 0.0248414, comparison.Difference!.Value.Lower, 6);
        Assert.Equal("better than random by 3.3 % (95 % interval 0.6 to 6.1 %, 3 seeds)", comparison.Sentence);
    }

    [Fact]
    public void Of_SidesExchanged_IsWorseByAsMuchOfTheOther()
    {
        var comparison = BaselineComparison.Of(500, [0.90, 0.90, 0.90], [0.92, 0.94, 0.93], knownWhole: true);

        Assert.Equal(BaselineVerdict.Worse, comparison.Verdict);
        Assert.Equal("worse than random by 3.2 % (95 % interval 0.6 to 5.9 %, 3 seeds)", comparison.Sentence);
    }

    [Fact]
    public void Of_IntervalThatHoldsZero_IsNotSignificant()
    {
        var comparison = BaselineComparison.Of(80, [0.91, 0.89, 0.90], [0.90, 0.90, 0.90], knownWhole: false);

        Assert.Equal(BaselineVerdict.NotSignificant, comparison.Verdict);
        Assert.Equal("not significant: 0.0 % above random (95 % interval −2.8 to 2.8 %, 3 seeds)", comparison.Sentence);
    }

    /// <summary>Differences −0.2, −0.4, −0.3 of mean −0.3: less regret is better, and the interval of the decrease is given.</summary>
    [Fact]
    public void OfRegrets_LessThanRandom_IsBetterByTheDecrease()
    {
        var comparison = BaselineComparison.OfRegrets(60, [0.8, 0.6, 0.7], [1, 1, 1]);

        Assert.Equal((BaselineVerdict.Better, BaselineComparison.Regret), (comparison.Verdict, comparison.Measure));
        Assert.Equal(0.3, comparison.RelativeImprovement!.Value, 12);
        Assert.Equal("better than random: regret lower by 30.0 % (95 % interval 5.2 to 54.8 %, 3 seeds)", comparison.Sentence);
        Assert.Equal(
            "worse than random: regret higher by 42.9 % (95 % interval 7.4 to 78.3 %, 3 seeds)",
            BaselineComparison.OfRegrets(60, [1, 1, 1], [0.8, 0.6, 0.7]).Sentence);
    }

    [Fact]
    public void OfRegrets_BothFoundTheBestRow_SaysThatTheBudgetTellsNothing()
    {
        var comparison = BaselineComparison.OfRegrets(60, [0, 0], [0, 0]);

        Assert.Equal(BaselineVerdict.NoDifference, comparison.Verdict);
        Assert.Null(comparison.RelativeImprovement);
        Assert.Equal("no difference: both found the best row of the table with all 2 seeds; a smaller budget would tell them apart", comparison.Sentence);
    }

    [Fact]
    public void Of_OneSeed_HasNoInterval()
    {
        var comparison = BaselineComparison.Of(80, [0.81], [0.90], knownWhole: false);

        Assert.Null(comparison.Difference);
        Assert.Equal((BaselineVerdict.OneSeed, "one seed: no interval; 10.0 % below random"), (comparison.Verdict, comparison.Sentence));
    }

    [Theory]
    [InlineData(true, "no difference: both found 100 % of the true hypervolume with all 2 seeds; a smaller budget would tell them apart")]
    [InlineData(false, "no difference: the same hypervolume as random with all 2 seeds")]
    public void Of_BothSaturated_SaysThatNeitherDiffers(bool knownWhole, string sentence)
    {
        var comparison = BaselineComparison.Of(80, [1, 1 - 1e-15], [1 - 1e-15, 1], knownWhole);

        Assert.Equal((BaselineVerdict.NoDifference, sentence), (comparison.Verdict, comparison.Sentence));
    }

    [Fact]
    public void Of_RandomDominatesNothing_TellsHypervolumeInsteadOfPercent()
    {
        var comparison = BaselineComparison.Of(80, [0.2, 0.3], [0, 0], knownWhole: false);

        Assert.Null(comparison.RelativeImprovement);
        Assert.Equal("not significant: 0.25 of the hypervolume above random (95 % interval −0.39 to 0.89 of the hypervolume, 2 seeds)", comparison.Sentence);
    }

    [Fact]
    public void Of_LengthsThatDiffer_IsRefused() =>
        Assert.Throws<ArgumentException>(() => BaselineComparison.Of(1, [0.1, 0.2], [0.1], knownWhole: true));

    [Fact]
    public void Comparison_SeedUnderWay_ComparesThoseAtTheSameBudget()
    {
        var convergence = new Convergence(1, [new(1, [0.1, 0.5], [0.2, 0.4]), new(2, [0.2, 0.6], [0.1, 0.4]), new(3, [0.9], [0.1])]);

        Assert.Equal((2, 2), (convergence.Comparison!.Evaluations, convergence.Comparison.Seeds));
        Assert.Equal((0.55, 0.4), (convergence.Comparison.Search, convergence.Comparison.Random));
    }

    [Fact]
    public void Comparison_WithoutRandomSearch_IsNone() => Assert.Null(new Convergence(null, [new(1, [0.1, 0.5], [])]).Comparison);
}
