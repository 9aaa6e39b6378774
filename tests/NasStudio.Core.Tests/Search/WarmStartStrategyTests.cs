using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Randomness;
using NasStudio.Core.Search;
using NasStudio.Core.Tests.Decisions;

namespace NasStudio.Core.Tests.Search;

public sealed class WarmStartStrategyTests
{
    private static readonly DecisionSpace Space = ExampleSpaces.Layers;

    public static TheoryData<string> Strategies => [.. SearchStrategies.Names];

    [Fact]
    public void Around_NothingEarlier_IsTheStrategyItself()
    {
        var strategy = new RandomStrategy(Space, 1);

        Assert.Same(strategy, WarmStartStrategy.Around(strategy, [[], []], 100));
    }

    [Fact]
    public void Ask_First_ProposesTheEarlierFrontsAgainInTurn()
    {
        var some = ExampleSpaces.Samples(Space, 40, seed: 2).Distinct().Take(7).ToList();

        // The front of the first is {0, 1}; 2 is dominated, 3 infeasible. That of the second is {0, 4, 5}.
        List<Observation> first = [Of(some[2], 5, 5), Of(some[0], 1, 4), Of(some[1], 4, 1), Of(some[3], 0, 0, violation: 1)];
        List<Observation> second = [Of(some[4], 1, 3), Of(some[5], 3, 1), Of(some[0], 2, 2)];
        var strategy = WarmStartStrategy.Around(new RandomStrategy(Space, 1), [first, second], 100);

        var proposals = strategy.Ask(8);

        Assert.Equal(new HashSet<Architecture> { some[0], some[1], some[4], some[5] }, proposals.ToHashSet());
        Assert.Equal(4, proposals.Count);
        Assert.Contains(proposals[0], some[..2]);
    }

    [Fact]
    public void Ask_LargeEarlierFront_TakesAQuarterOfTheEvaluationsEndsFirst()
    {
        var some = ExampleSpaces.Samples(Space, 60, seed: 2).Distinct().Take(10).ToList();
        List<Observation> earlier = [.. some.Select((architecture, i) => Of(architecture, i, 9 - i))];
        var strategy = WarmStartStrategy.Around(new RandomStrategy(Space, 1), [earlier], 16);

        var proposals = strategy.Ask(8);

        Assert.Equal(4, proposals.Count);
        Assert.Equal(new HashSet<Architecture> { some[0], some[9] }, proposals.Take(2).ToHashSet());
    }

    [Fact]
    public void Ask_AfterTheFronts_TellsTheRestMovedByTheMedianOfWhatWasMeasuredTwice()
    {
        var some = ExampleSpaces.Samples(Space, 60, seed: 2).Distinct().Take(6).ToList();
        List<Observation> earlier = [Of(some[0], 1, 6), Of(some[1], 2, 5), Of(some[2], 3, 4), Of(some[3], 9, 9), Of(some[4], 8, 8, violation: 0.5)];
        var told = new Recorder();
        var strategy = WarmStartStrategy.Around(told, [earlier], 100);
        strategy.Tell([Of(some[5], 7, 7)]);
        strategy.Ask(8);

        strategy.Tell([Of(some[0], 11, 6), Of(some[1], 13, 5), Of(some[2], 113, 4)]);
        strategy.Ask(1);

        Assert.Equal(
            [(some[5], "7 7", 0), (some[0], "11 6", 0), (some[1], "13 5", 0), (some[2], "113 4", 0), (some[3], "20 9", 0), (some[4], "19 8", 0.5)],
            told.Told.Select(one => (one.Architecture, string.Join(' ', one.Costs), one.Violation)));
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Ask_UntilNothingComes_ProposesEveryArchitectureOnce(string name)
    {
        var earlier = ExampleSpaces.Samples(Space, 20, seed: 5).Distinct().Select(Observe).ToList();
        var strategy = WarmStartStrategy.Around(SearchStrategies.Create(new StrategyOptions(name, 8), Space, 1, ChoiceFeatures.Knowledge), [earlier], 40);
        var proposals = new List<Architecture> { Space.Canonical(new int[5]) };
        strategy.Tell([Observe(proposals[0])]);

        while (strategy.Ask(3) is { Count: > 0 } batch)
        {
            proposals.AddRange(batch);
            strategy.Tell([.. batch.Select(Observe)]);
        }

        Assert.Equal(proposals.Count, proposals.Distinct().Count());
        Assert.Equal(ExampleSpaces.BruteForce(Space), proposals.ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Ask_WithoutATell_NeverProposesTwice(string name)
    {
        var earlier = ExampleSpaces.Samples(Space, 20, seed: 5).Distinct().Select(Observe).ToList();
        var strategy = WarmStartStrategy.Around(SearchStrategies.Create(new StrategyOptions(name, 8), Space, 1, ChoiceFeatures.Knowledge), [earlier], 40);

        List<Architecture> proposals = [.. strategy.Ask(1000), .. strategy.Ask(1000), .. strategy.Ask(1000)];

        Assert.Equal(proposals.Count, proposals.Distinct().Count());
        Assert.Equal(ExampleSpaces.BruteForce(Space), proposals.ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Ask_Replayed_GivesTheSameProposals(string name)
    {
        var space = ExampleSpaces.Large;
        var earlier = ExampleSpaces.Samples(space, 60, seed: 5).Distinct().Select(Observe).ToList();

        Assert.Equal(Play(), Play());

        List<Architecture> Play()
        {
            var strategy = WarmStartStrategy.Around(SearchStrategies.Create(new StrategyOptions(name, 8), space, 4, ChoiceFeatures.Knowledge), [earlier], 40);
            var random = new SeededRandom(3, "order");
            var waiting = new List<Architecture>();
            var proposals = new List<Architecture>();
            for (var round = 0; round < 20; round++)
            {
                var batch = strategy.Ask(random.NextInt(6));
                proposals.AddRange(batch);
                waiting.AddRange(batch);
                var done = random.NextInt(waiting.Count + 1);
                strategy.Tell([.. waiting.TakeLast(done).Select(Observe)]);
                waiting.RemoveRange(waiting.Count - done, done);
            }

            return proposals;
        }
    }

    private static Observation Of(Architecture architecture, double first, double second, double violation = 0) => new(architecture, [first, second], violation);

    private static Observation Observe(Architecture architecture) =>
        Of(architecture, architecture.Choices.Sum(), architecture.Choices.Count(choice => choice != 1), architecture.Choices[3] == 2 ? 0.5 : 0);

    private sealed class Recorder : ISearchStrategy
    {
        public List<Observation> Told { get; } = [];

        public IReadOnlyList<Architecture> Ask(int count) => [];

        public void Tell(IReadOnlyList<Observation> observations) => Told.AddRange(observations);
    }
}
