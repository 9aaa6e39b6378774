using NasStudio.Core.Decisions;
using NasStudio.Core.Search;
using NasStudio.Core.Tests.Decisions;

namespace NasStudio.Core.Tests.Search;

public sealed class AgingEvolutionStrategyTests
{
    private const int Population = 8;
    private static readonly DecisionSpace Space = ExampleSpaces.Large;
    private static readonly Architecture Best = Space.Canonical(new int[12]);

    /// <summary>Worse ones, at least five decisions away from <see cref="Best"/>.</summary>
    private static readonly List<Architecture> Younger =
        [.. Enumerable.Range(0, Population).Select(index => Space.Canonical([index % 4, index / 4, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3]))];

    [Fact]
    public void Ask_BestIsTheOldestButOne_ProposesItsMutants()
    {
        var proposals = AskAfter(Younger.Count - 1);

        // Two members are compared: the best of eight is among them, and wins, in 15 of 64 cases.
        Assert.InRange(proposals.Count(proposal => Space.Distance(proposal, Best) == 1), 5, 20);
    }

    [Fact]
    public void Ask_BestHasLeftTheQueue_ProposesMutantsOfTheYoungerOnly()
    {
        var proposals = AskAfter(Younger.Count);

        Assert.All(proposals, proposal => Assert.Contains(Younger, member => Space.Distance(proposal, member) == 1));
        Assert.DoesNotContain(proposals, proposal => Space.Distance(proposal, Best) == 1);
    }

    [Fact]
    public void Ask_BetterOnesInTheQueue_AreMutatedMoreOften()
    {
        var strategy = new AgingEvolutionStrategy(Space, 32, seed: 4);
        var members = Enumerable.Range(0, 32).Select(index => Space.Canonical([index % 4, index / 4 % 4, index / 16 * 3, 0, 0, 0, 3, 3, 3, 3, 3, 3])).ToList();
        strategy.Tell([.. members.Select((member, index) => new Observation(member, [index], 0))]);

        var ofTheBetterHalf = strategy.Ask(30).Count(child => members.Take(16).Any(member => Space.Distance(member, child) == 1));

        // The best of 8 draws is of the better half with probability 1 − 2⁻⁸.
        Assert.InRange(ofTheBetterHalf, 28, 30);
    }

    [Fact]
    public void Ask_ParentIsInfeasible_LosesAgainstTheFeasible()
    {
        var strategy = new AgingEvolutionStrategy(Space, 2, seed: 1);
        strategy.Tell([new Observation(Best, [0], Violation: 0.1), new Observation(Younger[0], [9], Violation: 0)]);

        // Two draws of two members: only the infeasible one in a quarter of the tournaments.
        Assert.InRange(strategy.Ask(20).Count(child => Space.Distance(child, Younger[0]) == 1), 11, 20);
    }

    [Fact]
    public void Ask_SeveralObjectives_MutatesBothEndsOfTheFront()
    {
        var strategy = new AgingEvolutionStrategy(Space, 32, seed: 1);
        var members = Enumerable.Range(0, 32).Select(index => Space.Canonical([index % 4, index / 4 % 4, index / 16, 3, 3, 3, 3, 3, 3, 3, 3, 3])).ToList();
        strategy.Tell([.. members.Select((member, index) => new Observation(member, [index, 31 - index], 0))]);

        var proposals = strategy.Ask(40);

        Assert.Contains(proposals, child => members.Take(8).Any(member => Space.Distance(member, child) == 1));
        Assert.Contains(proposals, child => members.TakeLast(8).Any(member => Space.Distance(member, child) == 1));
    }

    private static IReadOnlyList<Architecture> AskAfter(int younger)
    {
        var strategy = new AgingEvolutionStrategy(Space, Population, seed: 3);
        strategy.Tell([new Observation(Best, [0], 0)]);
        strategy.Tell([.. Younger.Take(younger).Select(member => new Observation(member, [member.Choices.Sum()], 0))]);
        return strategy.Ask(40);
    }
}
