using NasStudio.Core.Decisions;
using NasStudio.Core.Search;
using NasStudio.Core.Tests.Decisions;

namespace NasStudio.Core.Tests.Search;

public sealed class LocalSearchStrategyTests
{
    private const int Starts = 10;
    private static readonly DecisionSpace Space = ExampleSpaces.Large;
    private static readonly Landscape Rugged = new(Space, interaction: 0.5, seed: 1);
    private static readonly Landscape Other = new(Space, interaction: 0.5, seed: 2);

    [Fact]
    public void Search_OneObjective_StopsAtLocalOptimaOnlyAndRestartsThere()
    {
        var strategy = new LocalSearchStrategy(Space, seed: 2);
        var seen = new HashSet<Architecture>();
        var restarts = 0;
        for (var proposals = 0; proposals < 600; restarts++)
        {
            var centre = Next(strategy, seen, One);
            for (var start = 1; start < Starts; start++)
            {
                centre = Follow(centre, Next(strategy, seen, One), seen);
            }

            proposals += Starts;
            while (Space.Neighbours(centre).Any(neighbour => !seen.Contains(neighbour)))
            {
                var neighbour = Next(strategy, seen, One);
                proposals++;
                Assert.Equal(1, Space.Distance(centre, neighbour));
                centre = Follow(centre, neighbour, seen);
            }

            Assert.All(Space.Neighbours(centre), neighbour => Assert.True(Rugged.Cost(neighbour) >= Rugged.Cost(centre)));
        }

        Assert.InRange(restarts, 4, 20);
    }

    [Fact]
    public void Search_Plateau_EndsThere()
    {
        var strategy = new LocalSearchStrategy(Space, seed: 2);
        var starts = Enumerable.Range(0, Starts).Select(_ => Tell(strategy, strategy.Ask(1)[0], 1)).ToList();
        var neighbours = Space.Neighbours(starts[0]).Where(neighbour => !starts.Contains(neighbour)).ToHashSet();

        var proposals = neighbours.Select(_ => Tell(strategy, strategy.Ask(1)[0], 1)).ToHashSet();

        Assert.Equal(neighbours, proposals);
        Assert.Contains(Enumerable.Range(0, Starts).Select(_ => strategy.Ask(1)[0]), proposal => Space.Distance(starts[0], proposal) > 2);
    }

    [Fact]
    public void Ask_Neighbours_InAnotherOrderForAnotherSeed()
    {
        Assert.NotEqual(Order(1), Order(2));

        static List<Architecture> Order(ulong seed)
        {
            var strategy = new LocalSearchStrategy(Space, seed);
            strategy.Tell([.. ExampleSpaces.Samples(Space, Starts).Select((start, index) => new Observation(start, [index], 0))]);
            return [.. strategy.Ask(36)];
        }
    }

    [Fact]
    public void Search_TwoObjectives_ExpandsMembersOfTheFrontUntilAllAre()
    {
        var strategy = new LocalSearchStrategy(Space, seed: 5);
        var seen = new HashSet<Architecture>();
        var front = Front([.. Enumerable.Range(0, Starts).Select(_ => Next(strategy, seen, Two))]);
        while (front.Any(member => Space.Neighbours(member).Any(neighbour => !seen.Contains(neighbour))))
        {
            var neighbour = Next(strategy, seen, Two);
            Assert.Contains(front, member => Space.Distance(member, neighbour) == 1);
            front = Front([.. front, neighbour]);
        }

        var fresh = Enumerable.Range(0, Starts).Select(_ => Next(strategy, seen, Two)).ToList();

        Assert.True(front.Count >= 5, $"{front.Count} members");
        Assert.Contains(fresh, start => front.All(member => Space.Distance(member, start) > 1));
    }

    [Fact]
    public void Ask_LastNeighboursAreNotTold_ProposesTheNextStartsMeanwhile()
    {
        var strategy = new LocalSearchStrategy(Space, seed: 1);
        var centre = Space.Canonical(new int[12]);
        var far = Enumerable.Range(1, Starts - 1).Select(index => Space.Canonical([3, 3, 3, 3, 3, 3, 3, 3, 3, 3, index / 4, index % 4]));
        strategy.Tell([new Observation(centre, [0], 0), .. far.Select(start => new Observation(start, [9], 0))]);
        var neighbours = strategy.Ask(36);
        var starts = strategy.Ask(Starts);
        var more = strategy.Ask(1)[0];

        strategy.Tell([.. neighbours.Select(neighbour => new Observation(neighbour, [1], 0))]);
        strategy.Tell([.. starts.Append(more).Select((start, index) => new Observation(start, [5 + index], 0))]);

        Assert.All(neighbours, neighbour => Assert.Equal(1, Space.Distance(centre, neighbour)));
        Assert.Contains(starts, start => Space.Distance(centre, start) > 1);
        Assert.Equal(1, Space.Distance(starts[0], strategy.Ask(1)[0]));
    }

    [Fact]
    public void Search_Infeasible_DescendsTowardsTheFeasible()
    {
        var strategy = new LocalSearchStrategy(Space, seed: 1);
        Observation? found = null;
        for (var proposals = 0; proposals < 300 && found is null; proposals++)
        {
            // All twelve at their largest: one architecture of 4^12 is feasible.
            var proposal = strategy.Ask(1)[0];
            var observation = new Observation(proposal, [proposal.Choices.Sum()], (36 - proposal.Choices.Sum()) / 36.0);
            strategy.Tell([observation]);
            found = observation.Violation <= 0 ? observation : null;
        }

        Assert.NotNull(found);
    }

    private static Architecture Next(LocalSearchStrategy strategy, HashSet<Architecture> seen, Func<Architecture, Observation> observe)
    {
        var proposal = Assert.Single(strategy.Ask(1));
        Assert.True(seen.Add(proposal));
        strategy.Tell([observe(proposal)]);
        return proposal;
    }

    private static Architecture Tell(LocalSearchStrategy strategy, Architecture architecture, double cost)
    {
        strategy.Tell([new Observation(architecture, [cost], 0)]);
        return architecture;
    }

    /// <summary>The better of the two, and of its neighbours that are known already.</summary>
    private static Architecture Follow(Architecture centre, Architecture found, HashSet<Architecture> seen)
    {
        var queue = new Queue<Architecture>([found]);
        while (queue.TryDequeue(out var next))
        {
            if (Rugged.Cost(next) < Rugged.Cost(centre))
            {
                centre = next;
                Space.Neighbours(next).Where(seen.Contains).ToList().ForEach(queue.Enqueue);
            }
        }

        return centre;
    }

    private static Observation One(Architecture architecture) => new(architecture, [Rugged.Cost(architecture)], 0);

    private static Observation Two(Architecture architecture) => new(architecture, [Rugged.Cost(architecture), Other.Cost(architecture)], 0);

    private static bool Dominates(Architecture first, Architecture second) =>
        Rugged.Cost(first) <= Rugged.Cost(second) && Other.Cost(first) <= Other.Cost(second) && !first.Equals(second);

    private static List<Architecture> Front(IReadOnlyList<Architecture> known) =>
        [.. known.Where(member => !known.Any(other => Dominates(other, member)))];
}
