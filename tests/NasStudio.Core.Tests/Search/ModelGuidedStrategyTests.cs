using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Search;
using NasStudio.Core.Tests.Decisions;

namespace NasStudio.Core.Tests.Search;

/// <summary>What strategies with a predictor do with what they were told before the first Ask.</summary>
public sealed class ModelGuidedStrategyTests
{
    private static readonly DecisionSpace Space = ExampleSpaces.Large;

    public static TheoryData<string> Names => ["bananas", "smbo"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Ask_ToldFromElsewhere_StartsWhereTheModelPoints(string name)
    {
        // The largest sum is 36; the 150 random ones told have 18 ± 4.
        var warm = Create(name);
        warm.Tell([.. Known().Select(sample => new Observation(sample, [-sample.Choices.Sum()], 0))]);

        var proposals = warm.Ask(10).Select(proposal => proposal.Choices.Sum()).ToList();

        Assert.True(proposals.Count(sum => sum >= 26) >= 7, string.Join(' ', proposals));
        Assert.True(Create(name).Ask(10).Count(proposal => proposal.Choices.Sum() >= 26) <= 2);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Ask_ToldInfeasibleFromElsewhere_KeepsToTheFeasible(string name)
    {
        // Large sums are cheap, but those with an odd first choice are infeasible.
        var strategy = Create(name);
        strategy.Tell([.. Known().Select(sample => new Observation(sample, [-sample.Choices.Sum()], sample.Choices[0] % 2))]);

        var proposals = strategy.Ask(10);

        Assert.True(proposals.Count(proposal => proposal.Choices[0] % 2 == 0) >= 8, string.Join(' ', proposals.Select(proposal => proposal.Choices[0])));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Ask_TwoObjectives_ProposesBothEndsOfTheFront(string name)
    {
        var strategy = Create(name);
        strategy.Tell([.. Known().Select(sample => new Observation(sample, [sample.Choices.Sum(), -sample.Choices.Sum()], 0))]);

        var sums = strategy.Ask(20).Select(proposal => proposal.Choices.Sum()).ToList();

        Assert.True(sums.Min() <= 10 && sums.Max() >= 26, string.Join(' ', sums));
    }

    private static ISearchStrategy Create(string name) => SearchStrategies.Create(new StrategyOptions(name), Space, seed: 1);

    private static List<Architecture> Known() => [.. ExampleSpaces.Samples(Space, 150).Distinct()];
}
