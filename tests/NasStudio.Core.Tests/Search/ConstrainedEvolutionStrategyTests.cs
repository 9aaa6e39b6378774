using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Search;
using NasStudio.Core.Tests.Decisions;

namespace NasStudio.Core.Tests.Search;

public sealed class ConstrainedEvolutionStrategyTests
{
    private const string Macs = ArchitectureMetrics.Macs;

    /// <summary>Three choices of ten decisions, 59,049 architectures; <see cref="ChoiceFeatures"/> gives them 10 to 48 MACs.</summary>
    private static readonly DecisionSpace Space = new([.. Enumerable.Range(0, 10).Select(index => ExampleSpaces.Of($"d{index}", 1, 2, 3))]);

    [Theory]
    [InlineData(30.0, 31.0)]
    [InlineData(null, 20.0)]
    [InlineData(46.0, null)]
    public void Ask_BoundsOnMacs_ProposesOnlyWithinThem(double? minimum, double? maximum)
    {
        var knowledge = Knowledge(new Bound(minimum, maximum));
        var strategy = new ConstrainedEvolutionStrategy(new StrategyOptions(StrategyOptions.Constrained, 16), Space, knowledge, seed: 3);
        var proposals = new List<Architecture>();
        for (var batch = 0; batch < 10 && strategy.Ask(8) is { Count: > 0 } asked; batch++)
        {
            proposals.AddRange(asked);
            strategy.Tell([.. asked.Select(Observe)]);
        }

        // From 46 MACs on there are 18 of the 59,049 architectures: most of them are found, then it gives up.
        Assert.Equal(minimum is 46.0 ? 18 : 80, Within(knowledge).Take(80).Count());
        Assert.InRange(proposals.Count, minimum is 46.0 ? 12 : 80, 80);
        Assert.All(proposals, proposal => Assert.InRange(MacsOf(proposal), minimum ?? 0, maximum ?? double.MaxValue));
    }

    [Fact]
    public void Ask_EveryArchitectureWithinTheBoundsIsSeen_GivesNothing()
    {
        var small = ExampleSpaces.Widths;
        var knowledge = Knowledge(new Bound(null, 15));
        var strategy = new ConstrainedEvolutionStrategy(new StrategyOptions(StrategyOptions.Constrained, 4), small, knowledge, seed: 3);
        var proposals = new List<Architecture>();
        while (strategy.Ask(3) is { Count: > 0 } asked)
        {
            proposals.AddRange(asked);
            strategy.Tell([.. asked.Select(Observe)]);
        }

        Assert.Equal(ExampleSpaces.BruteForce(small).Where(architecture => MacsOf(architecture) <= 15).ToHashSet(), proposals.ToHashSet());
        Assert.NotEmpty(proposals);
    }

    [Fact]
    public void Search_WindowOfMacs_FindsBetterThanRandomWithinIt()
    {
        var wins = Enumerable.Range(1, 20).Count(seed =>
        {
            var landscape = new Landscape(Space, interaction: 0.5, (ulong)seed);
            var knowledge = Knowledge(new Bound(24, 30));
            var random = Best(new ConstrainedEvolutionStrategy(new StrategyOptions(StrategyOptions.Constrained, 1000), Space, knowledge, (ulong)seed), landscape);
            var evolved = Best(new ConstrainedEvolutionStrategy(new StrategyOptions(StrategyOptions.Constrained, 16), Space, knowledge, (ulong)seed), landscape);
            return evolved < random;
        });

        // A population of 1000 is random search among the feasible.
        Assert.InRange(wins, 17, 20);
    }

    [Fact]
    public void Ask_ConstraintShowsOnlyAfterwards_SearchesTheFeasible()
    {
        var strategy = new ConstrainedEvolutionStrategy(new StrategyOptions(StrategyOptions.Constrained, 16), Space, knowledge: null, seed: 5);
        var feasible = new List<bool>();
        for (var batch = 0; batch < 20; batch++)
        {
            var asked = strategy.Ask(8);
            feasible.AddRange(asked.Select(architecture => MacsOf(architecture) <= 24));
            strategy.Tell([.. asked.Select(architecture => Observe(architecture) with { Violation = Math.Max(0, MacsOf(architecture) - 24) / 24 })]);
        }

        // The cheapest third of the architectures: random draws of the first population against children of feasible parents.
        Assert.InRange(feasible.Skip(80).Count(isFeasible => isFeasible), 50, 80);
        Assert.InRange(feasible.Take(16).Count(isFeasible => isFeasible), 0, 11);
    }

    [Fact]
    public void Ask_ManyTold_ParentsAreTheBestOfAll()
    {
        var space = new DecisionSpace([.. Enumerable.Range(0, 12).Select(index => ExampleSpaces.Of($"s{index % 4}.x{index}", 1, 2, 3, 4))]);
        var strategy = new ConstrainedEvolutionStrategy(
            new StrategyOptions(StrategyOptions.Constrained, 4) { Evolution = new EvolutionOptions(Parents: 2, StageMutation: 0.1) }, space, null, seed: 1);
        var best = space.Canonical(Enumerable.Repeat(3, 12).ToArray());
        var second = space.Canonical([3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 2]);
        var worse = ExampleSpaces.Samples(space, 40, seed: 2).Where(other => space.Distance(other, best) > 6).ToList();
        strategy.Tell([new Observation(best, [0], 0), new Observation(second, [1], 0), .. worse.Select(other => new Observation(other, [5], 0))]);

        Assert.All(strategy.Ask(20), child => Assert.InRange(Math.Min(space.Distance(child, best), space.Distance(child, second)), 1, 6));
    }

    private static double Best(ConstrainedEvolutionStrategy strategy, Landscape landscape)
    {
        var best = double.PositiveInfinity;
        for (var evaluation = 0; evaluation < 100; evaluation++)
        {
            var proposal = strategy.Ask(1)[0];
            var cost = landscape.Cost(proposal);
            best = Math.Min(best, cost);
            strategy.Tell([new Observation(proposal, [cost], 0)]);
        }

        return best;
    }

    private static IEnumerable<Architecture> Within(SearchKnowledge knowledge) =>
        Space.Enumerate().Where(architecture => knowledge.Constraints[Macs].Violation(MacsOf(architecture)) <= 0);

    private static SearchKnowledge Knowledge(Bound bound) => ChoiceFeatures.Knowledge with
    {
        Constraints = ImmutableSortedDictionary<string, Bound>.Empty.Add(Macs, bound),
    };

    private static double MacsOf(Architecture architecture) =>
        ChoiceFeatures.Knowledge.Features.Of([architecture])[0][ChoiceFeatures.Knowledge.Features.Names.IndexOf(Macs)];

    private static Observation Observe(Architecture architecture) => new(architecture, [architecture.Choices.Sum(), MacsOf(architecture)], 0);
}
