using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Randomness;
using NasStudio.Core.Search;
using NasStudio.Core.Tests.Decisions;

namespace NasStudio.Core.Tests.Search;

/// <summary>What every registered strategy must do, on every example space.</summary>
public sealed class StrategyContractTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var strategy in SearchStrategies.Names)
            {
                foreach (var space in ExampleSpaces.All.Keys)
                {
                    cases.Add(strategy, space);
                }
            }

            return cases;
        }
    }

    public static TheoryData<string> Strategies => [.. SearchStrategies.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Ask_UntilNothingComes_ProposesEveryArchitectureOnce(string strategyName, string spaceName)
    {
        var space = ExampleSpaces.All[spaceName];
        var strategy = Create(strategyName, space);
        var proposals = new List<Architecture>();

        while (strategy.Ask(3) is { Count: > 0 } batch)
        {
            proposals.AddRange(batch);
            strategy.Tell([.. batch.Select(Observe)]);
        }

        Assert.Equal(proposals.Count, proposals.Distinct().Count());
        Assert.Equal(ExampleSpaces.BruteForce(space), proposals.ToHashSet());
        Assert.All(proposals, proposal => Assert.Equal(proposal, space.Canonical(proposal.Choices.AsSpan())));
        Assert.Empty(strategy.Ask(1));
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Ask_MoreThanTheSpaceHolds_GivesWhatThereIs(string strategyName)
    {
        var strategy = Create(strategyName, ExampleSpaces.Layers);

        Assert.Equal(ExampleSpaces.BruteForce(ExampleSpaces.Layers), strategy.Ask(1000).ToHashSet());
        Assert.Empty(strategy.Ask(5));
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Ask_AfterToldWithoutProposal_NeverProposesTheTold(string strategyName)
    {
        var space = ExampleSpaces.Layers;
        var strategy = Create(strategyName, space);
        var told = ExampleSpaces.Samples(space, 30, seed: 9).Distinct().ToList();

        strategy.Tell([.. told.Take(2).Select(Observe)]);
        var first = strategy.Ask(4);
        strategy.Tell([.. told.Skip(2).Where(architecture => !first.Contains(architecture)).Select(Observe)]);
        var later = strategy.Ask(1000);

        Assert.Empty(first.Intersect(told.Take(2)));
        Assert.Empty(later.Intersect(told.Union(first)));
        Assert.Equal(ExampleSpaces.BruteForce(space), told.Union(first).Union(later).ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Ask_Replayed_GivesTheSameProposals(string strategyName) =>
        Assert.Equal(Play(strategyName, seed: 5), Play(strategyName, seed: 5));

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Ask_OtherSeed_GivesOtherProposals(string strategyName) =>
        Assert.NotEqual(Play(strategyName, seed: 5), Play(strategyName, seed: 6));

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Ask_NothingOrLess_GivesNothingOrRefuses(string strategyName)
    {
        var strategy = Create(strategyName, ExampleSpaces.Layers);

        Assert.Empty(strategy.Ask(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => strategy.Ask(-1));
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Tell_Twice_ChangesNothing(string strategyName)
    {
        var once = Create(strategyName, ExampleSpaces.Large);
        var twice = Create(strategyName, ExampleSpaces.Large);
        var observations = once.Ask(20).Select(Observe).ToList();
        Assert.Equal(observations.Select(observation => observation.Architecture), twice.Ask(20));

        once.Tell(observations);
        twice.Tell(observations);
        twice.Tell(observations);

        Assert.Equal(once.Ask(20), twice.Ask(20));
    }

    [Fact]
    public void Create_UnknownName_NamesTheKnown()
    {
        var error = Assert.Throws<ArgumentException>(() => Create("annealing", ExampleSpaces.Large));

        Assert.Contains("nsga2, random", error.Message, StringComparison.Ordinal);
    }

    private static ISearchStrategy Create(string name, DecisionSpace space, ulong seed = 1) =>
        SearchStrategies.Create(new StrategyOptions(name, Population: 8), space, seed, ChoiceFeatures.Knowledge);

    /// <summary>Asynchronous: batches of uneven size, told late and out of order, with foreign evaluations first.</summary>
    private static List<string> Play(string name, ulong seed)
    {
        var space = ExampleSpaces.Large;
        var strategy = Create(name, space, seed);
        strategy.Tell([Observe(space.Canonical(new int[12])), Observe(space.Canonical(Enumerable.Repeat(3, 12).ToArray()))]);
        var random = new SeededRandom(99, "order");
        var waiting = new List<Architecture>();
        var proposals = new List<string>();
        for (var round = 0; round < 40; round++)
        {
            var batch = strategy.Ask(random.NextInt(6));
            proposals.AddRange(batch.Select(proposal => proposal.Id));
            waiting.AddRange(batch);
            var done = waiting.Count == 0 ? 0 : random.NextInt(waiting.Count + 1);
            strategy.Tell([.. waiting.TakeLast(done).Reverse().Select(Observe)]);
            waiting.RemoveRange(waiting.Count - done, done);
        }

        return proposals;
    }

    private static Observation Observe(Architecture architecture)
    {
        var sum = architecture.Choices.Sum();
        var odd = architecture.Choices.Count(choice => choice % 2 == 1);
        return new Observation(architecture, [sum, odd - (0.5 * sum)], Violation: sum % 7 == 0 ? 0.25 : 0);
    }
}
