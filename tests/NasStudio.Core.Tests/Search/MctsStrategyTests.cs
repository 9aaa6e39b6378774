using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Search;
using NasStudio.Core.Tests.Decisions;

namespace NasStudio.Core.Tests.Search;

public sealed class MctsStrategyTests
{
    private static readonly DecisionSpace Space = ExampleSpaces.Large;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Ask_Unvisited_GoesDownEveryChildOnceBeforeAnyTwice(int batch)
    {
        var strategy = new MctsStrategy(Space, seed: 1);
        var proposals = new List<ImmutableArray<int>>();
        while (proposals.Count < 210)
        {
            var asked = strategy.Ask(batch);
            strategy.Tell([.. asked.Select(proposal => new Observation(proposal, [proposal.Choices.Skip(2).Sum()], 0))]);
            proposals.AddRange(asked.Select(proposal => proposal.Choices));
        }

        Assert.Equal([0, 1, 2, 3], proposals.Take(4).Select(choices => choices[0]).Order());
        for (var child = 0; child < 4; child++)
        {
            // The first visit of a child made its node and ended in a roll-out.
            var below = proposals.Where(choices => choices[0] == child).Skip(1).Take(4).ToList();
            Assert.Equal([0, 1, 2, 3], below.Select(choices => choices[1]).Order());
        }
    }

    [Fact]
    public void Ask_OneChildIsBetter_GoesDownItMostAndNeglectsNone()
    {
        var strategy = new MctsStrategy(Space, seed: 1);
        var visits = new int[4];
        for (var proposals = 0; proposals < 300; proposals++)
        {
            var proposal = strategy.Ask(1)[0];
            visits[proposal.Choices[0]]++;
            strategy.Tell([new Observation(proposal, [proposal.Choices[0] == 2 ? 0 : 1], 0)]);
        }

        Assert.Equal(visits.Max(), visits[2]);
        Assert.True(visits[2] > 150, $"{visits[2]} of 300");
        Assert.All(visits, count => Assert.True(count > 2, $"{count} of 300"));
    }

    [Fact]
    public void Ask_UnderWay_SpreadsOverTheChildren()
    {
        var strategy = new MctsStrategy(Space, seed: 1);
        strategy.Tell([.. ExampleSpaces.Samples(Space, 40).Distinct().Select(sample => new Observation(sample, [sample.Choices.Sum()], 0))]);

        // Nothing of these is told: only their number of visits can lead away from the best child.
        Assert.InRange(strategy.Ask(200).Select(proposal => proposal.Choices[0]).Distinct().Count(), 3, 4);
    }

    [Fact]
    public void Ask_ToldFromElsewhere_UsesIt()
    {
        var strategy = new MctsStrategy(Space, seed: 1);
        strategy.Tell([.. ExampleSpaces.Samples(Space, 200).Distinct().Select(sample => new Observation(sample, [sample.Choices[0]], 0))]);

        Assert.All(strategy.Ask(5), proposal => Assert.Equal(0, proposal.Choices[0]));
    }

    [Fact]
    public void Ask_InfeasibleChild_IsTheWorst()
    {
        var strategy = new MctsStrategy(Space, seed: 1);
        strategy.Tell([.. ExampleSpaces.Samples(Space, 200).Distinct().Select(sample =>
            new Observation(sample, [sample.Choices[0]], sample.Choices[0] == 0 ? 0.5 : 0))]);

        Assert.All(strategy.Ask(5), proposal => Assert.Equal(1, proposal.Choices[0]));
    }
}
