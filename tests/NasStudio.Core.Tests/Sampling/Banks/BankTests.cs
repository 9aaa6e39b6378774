using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;
using NasStudio.Core.Sampling.Banks;
using NasStudio.Core.Tests.Decisions;

namespace NasStudio.Core.Tests.Sampling.Banks;

public sealed class BankTests
{
    private static readonly Architecture[] Subnets = [.. ExampleSpaces.Large.Enumerate().Take(8)];

    [Fact]
    public void Insert_RoomLeft_AppendsEvenTheWorst()
    {
        var bank = Filled(4, -1, -2, -9);

        Assert.Equal([-1, -2, -9], bank.Entries.Select(entry => entry.Score));
    }

    [Fact]
    public void Insert_Full_ReplacesTheWorstOnlyByABetterOne()
    {
        var bank = Filled(3, -1, -3, -2);
        bank.Insert(Subnets[5], -3);
        Assert.DoesNotContain(bank.Entries, entry => entry.Architecture.Equals(Subnets[5]));

        bank.Insert(Subnets[6], -2.5);
        Assert.Equal([-1, -2.5, -2], bank.Entries.Select(entry => entry.Score));
        Assert.Equal(Subnets[6], bank.Entries[1].Architecture);
    }

    [Fact]
    public void Insert_SubnetThatIsThere_TakesItsNewScoreAndStaysOne()
    {
        var bank = Filled(4, -1, -3);
        bank.Insert(Subnets[1], -0.5);

        Assert.Equal([-1, -0.5], bank.Entries.Select(entry => entry.Score));
        Assert.Equal(Subnets[1], bank.Best!.Architecture);
    }

    [Fact]
    public void Refresh_TakesNewScoresOfItsSubnetsOnly()
    {
        var bank = Filled(4, -1, -3);
        bank.Refresh(Subnets[0], -4);
        bank.Refresh(Subnets[7], -0.1);

        Assert.Equal([-4, -3], bank.Entries.Select(entry => entry.Score));
    }

    [Fact]
    public void IsSparseIsUsable_AroundHalf_AreNotTheSame()
    {
        Assert.True(Filled(4, -1).IsSparse);
        Assert.False(Filled(4, -1, -2).IsSparse);
        Assert.False(Filled(4, -1, -2).IsUsable);
        Assert.True(Filled(4, -1, -2, -3).IsUsable);
    }

    /// <summary>20,000 draws; the bound is four standard deviations.</summary>
    [Fact]
    public void Pick_Weighted_FollowsTheSoftmaxOfTheScores()
    {
        var bank = Filled(3, -1, -2, -3);
        var random = new SeededRandom(1, "bank");
        var counts = Enumerable.Range(0, 20_000).Select(_ => bank.Pick("weighted", random)).CountBy(subnet => subnet).ToDictionary();

        var sum = Math.Exp(-1) + Math.Exp(-2) + Math.Exp(-3);
        for (var i = 0; i < 3; i++)
        {
            var expected = 20_000 * Math.Exp(-1 - i) / sum;
            Assert.InRange(counts[Subnets[i]], expected - (4 * Math.Sqrt(expected)), expected + (4 * Math.Sqrt(expected)));
        }
    }

    [Fact]
    public void Pick_BestAndUniform_TakeTheBestAndEveryOne()
    {
        var bank = Filled(3, -3, -1, -2);
        var random = new SeededRandom(1, "bank");

        Assert.All(Enumerable.Range(0, 20), _ => Assert.Equal(Subnets[1], bank.Pick("best", random)));
        var counts = Enumerable.Range(0, 3000).Select(_ => bank.Pick("uniform", random)).CountBy(subnet => subnet).ToDictionary();
        Assert.All(Subnets.Take(3), subnet => Assert.InRange(counts[subnet], 880, 1120));
    }

    [Fact]
    public void Pick_EmptyBank_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => new Bank(3).Pick("best", new SeededRandom(1, "bank")));

    private static Bank Filled(int capacity, params double[] scores)
    {
        var bank = new Bank(capacity);
        foreach (var (index, score) in scores.Index())
        {
            bank.Insert(Subnets[index], score);
        }

        return bank;
    }
}
