using NasStudio.Core.Decisions;
using NasStudio.Core.Pareto;
using NasStudio.Core.Search;
using NasStudio.Core.Tests.Decisions;

namespace NasStudio.Core.Tests.Search;

public sealed class Nsga2StrategyTests
{
    /// <summary>30 decisions of 8 choices: 8^30 architectures.</summary>
    private static readonly DecisionSpace Space = new([.. Enumerable.Range(0, 30).Select(index => ExampleSpaces.Of($"d{index}", [.. Enumerable.Range(0, 8)]))]);

    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    public void Search_ZdtLikeProblem_BeatsRandomOnEverySeed(int batch)
    {
        for (var seed = 1UL; seed <= 5; seed++)
        {
            var nsga2 = Hypervolume(new Nsga2Strategy(Space, 32, seed), batch, evaluations: 600);
            var random = Hypervolume(new RandomStrategy(Space, seed), batch, evaluations: 600);

            Assert.True(nsga2 > random + 0.1, $"seed {seed}, batch {batch}: NSGA-II {nsga2:F3}, random {random:F3}");
        }
    }

    [Fact]
    public void Search_WithElitism_HypervolumeNeverFalls()
    {
        var strategy = new Nsga2Strategy(Space, 16, seed: 3);
        var front = new ParetoFront();
        var (last, key) = (0.0, 0);
        for (var round = 0; round < 20; round++)
        {
            var observations = strategy.Ask(16).Select(Zdt).ToList();
            strategy.Tell(observations);
            observations.ForEach(observation => front.Add(key++, observation.Costs[0], observation.Costs[1]));
            Assert.True(front.Hypervolume(1.1, 5) >= last);
            last = front.Hypervolume(1.1, 5);
        }
    }

    [Fact]
    public void Search_FeasibleIsRare_FindsMoreOfItThanRandom()
    {
        Assert.True(CountFeasible(new Nsga2Strategy(Space, 16, seed: 1)) > 100);
        Assert.True(CountFeasible(new RandomStrategy(Space, seed: 1)) < 10);

        static int CountFeasible(ISearchStrategy strategy)
        {
            var feasible = 0;
            for (var round = 0; round < 40; round++)
            {
                // Sums are 105 ± 12.5 at random; feasible from 135 on.
                var observations = strategy.Ask(16)
                    .Select(proposal => new Observation(proposal, [proposal.Choices.Sum(), -proposal.Choices[0]], Math.Max(0, 135 - proposal.Choices.Sum()) / 135.0))
                    .ToList();
                strategy.Tell(observations);
                feasible += observations.Count(observation => observation.Violation <= 0);
            }

            return feasible;
        }
    }

    [Fact]
    public void Ask_SameSeed_GivesTheRecordedProposals()
    {
        var strategy = new Nsga2Strategy(ExampleSpaces.Large, 4, seed: 42);
        var proposals = new List<string>();
        for (var round = 0; round < 3; round++)
        {
            var batch = strategy.Ask(4);
            proposals.AddRange(batch.Select(proposal => proposal.Id));
            strategy.Tell([.. batch.Select(proposal => new Observation(proposal, [proposal.Choices[0], proposal.Choices.Sum()], 0))]);
        }

        Assert.Equal("6bn37 17bhw 5fs1n 41kdj 6cqeo 16b5c 41lyf 136wr 17bhs 3zgir w2yc 17d2o", string.Join(' ', proposals));
    }

    [Fact]
    public void Tell_CostThatIsNoNumber_IsRefused()
    {
        var strategy = new Nsga2Strategy(ExampleSpaces.Large, 4, seed: 1);
        var proposal = strategy.Ask(1)[0];

        Assert.Throws<ArgumentException>(() => strategy.Tell([new Observation(proposal, [double.NaN, 1], 0)]));
    }

    [Fact]
    public void Tell_AnotherNumberOfCosts_IsRefused()
    {
        var strategy = new Nsga2Strategy(ExampleSpaces.Large, 4, seed: 1);
        var proposals = strategy.Ask(2);
        strategy.Tell([new Observation(proposals[0], [1, 1], 0)]);

        Assert.Throws<ArgumentException>(() => strategy.Tell([new Observation(proposals[1], [1, 1, 1], 0)]));
    }

    /// <summary>ZDT1 (Zitzler, Deb, Thiele 2000) on whole numbers: x = choice / 7.</summary>
    private static Observation Zdt(Architecture architecture)
    {
        var first = architecture.Choices[0] / 7.0;
        var g = 1 + (9 * architecture.Choices.Skip(1).Average(choice => choice / 7.0));
        return new Observation(architecture, [first, g * (1 - Math.Sqrt(first / g))], 0);
    }

    private static double Hypervolume(ISearchStrategy strategy, int batch, int evaluations)
    {
        var front = new ParetoFront();
        strategy.Tell([Zdt(Space.Canonical(Enumerable.Repeat(7, 30).ToArray()))]);
        for (var key = 0; key < evaluations;)
        {
            var observations = strategy.Ask(batch).Select(Zdt).ToList();
            strategy.Tell(observations);
            observations.ForEach(observation => front.Add(key++, observation.Costs[0], observation.Costs[1]));
        }

        // As a fraction of the box [0, 1.1] × [0, 6].
        return front.Hypervolume(1.1, 6) / (1.1 * 6);
    }
}
