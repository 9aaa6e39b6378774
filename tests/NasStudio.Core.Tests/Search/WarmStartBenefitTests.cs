using NasStudio.Core.Decisions;
using NasStudio.Core.Pareto;
using NasStudio.Core.Search;
using NasStudio.Core.Tests.Decisions;

namespace NasStudio.Core.Tests.Search;

/// <summary>
/// Whether an earlier search saves evaluations where its numbers are similar but not the same: another supernet ranks subnets a
/// little differently and is better or worse on the whole.
/// </summary>
public sealed class WarmStartBenefitTests
{
    private const int Seeds = 2;
    private const int Most = 100;

    /// <summary>Part of the hypervolume that a cold search of half as many evaluations again reaches.</summary>
    private const double Goal = 0.97;

    private static readonly DecisionSpace Space = new([.. Enumerable.Range(0, 10).Select(index => ExampleSpaces.Of($"d{index}", 1, 2, 3))]);

    /// <summary>The earlier supernet is so much better that none of its numbers can be reached: without a correction nothing here would seem worth a look.</summary>
    [Fact]
    public void Search_LinasFromASimilarEarlierOne_ReachesTheGoalInLessThanTwoThirdsOfTheEvaluations()
    {
        var (cold, warm) = (0, 0);
        for (var seed = 1UL; seed <= Seeds; seed++)
        {
            var costs = Costs(seed, offset: 0, other: 0);
            var earlier = Search(Linas(seed + 100), Costs(seed, offset: -3, other: 0.3), Most);
            var goal = Goal * Hypervolume(Search(Linas(seed + 200), costs, Most * 3 / 2));

            cold += Reached(Search(Linas(seed), costs, Most), goal);
            warm += Reached(Search(WarmStartStrategy.Around(Linas(seed), [earlier], Most), costs, Most), goal);
        }

        Assert.True(3 * warm < 2 * cold, $"Cold {cold}, warm {warm} evaluations over {Seeds} seeds.");
    }

    private static LinasStrategy Linas(ulong seed) => new(Space, seed);

    /// <param name="offset">Added to the first cost.</param>
    /// <param name="other">Weight of effects that only this supernet has.</param>
    private static Func<Architecture, double[]> Costs(ulong seed, double offset, double other)
    {
        var first = new Landscape(Space, 0.5, seed);
        var own = new Landscape(Space, 0.5, seed + 1000);
        var second = new Landscape(Space, 0.1, seed + 2000);
        return architecture => [first.Cost(architecture) + (other * own.Cost(architecture)) + offset, second.Cost(architecture)];
    }

    private static List<Observation> Search(ISearchStrategy strategy, Func<Architecture, double[]> costs, int evaluations)
    {
        var told = new List<Observation>();
        while (told.Count < evaluations)
        {
            List<Observation> batch = [.. strategy.Ask(Math.Min(8, evaluations - told.Count)).Select(proposal => new Observation(proposal, [.. costs(proposal)], 0))];
            told.AddRange(batch);
            strategy.Tell(batch);
        }

        return told;
    }

    /// <summary>How many evaluations it took; all of them where it never got there.</summary>
    private static int Reached(List<Observation> told, double goal)
    {
        var front = new ParetoFront();
        for (var i = 0; i < told.Count; i++)
        {
            front.Add(i, told[i].Costs[0], told[i].Costs[1]);
            if (front.Hypervolume(6, 6) >= goal)
            {
                return i + 1;
            }
        }

        return told.Count;
    }

    private static double Hypervolume(List<Observation> told)
    {
        var front = new ParetoFront();
        for (var i = 0; i < told.Count; i++)
        {
            front.Add(i, told[i].Costs[0], told[i].Costs[1]);
        }

        return front.Hypervolume(6, 6);
    }
}
