using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Search;
using NasStudio.Core.Tests.Decisions;

namespace NasStudio.Core.Tests.Search;

public sealed class CoarseToFineStrategyTests
{
    private const int Stages = 6;

    /// <summary>Six stages with a kernel and a width of three choices each: 531,441 architectures, of which a grid of nine ties the stages.</summary>
    private static readonly DecisionSpace Space = new([.. Enumerable.Range(0, Stages).SelectMany(stage => new[]
    {
        ExampleSpaces.Of($"s{stage}.kernel", 3, 5, 7),
        ExampleSpaces.Of($"s{stage}.width", 8, 16, 24),
    })]);

    [Fact]
    public void Ask_First_TiesAllStagesAndThenChangesOneDimensionOfOne()
    {
        var strategy = new CoarseToFineStrategy(new StrategyOptions(StrategyOptions.CoarseToFine, 16), Space, knowledge: null, seed: 1);
        var landscape = new Landscape(Space, interaction: 0, seed: 1);

        var coarse = strategy.Ask(9);
        strategy.Tell([.. coarse.Select(architecture => new Observation(architecture, [landscape.Cost(architecture)], 0))]);
        var fine = strategy.Ask(20);

        Assert.Equal(9, coarse.Distinct().Count());
        Assert.All(coarse, architecture => Assert.Equal(1, Different(architecture, 0)));
        Assert.All(coarse, architecture => Assert.Equal(1, Different(architecture, 1)));
        Assert.All(fine, architecture => Assert.Contains(coarse, parent => parent.Choices.Zip(architecture.Choices).Count(pair => pair.First != pair.Second) == 1));
    }

    [Fact]
    public void Search_StagesThatDiffer_FindsBetterThanRandom()
    {
        var wins = Enumerable.Range(1, 20).Count(seed =>
        {
            var landscape = new Landscape(Space, interaction: 0.3, (ulong)seed);
            return Best(new CoarseToFineStrategy(new StrategyOptions(StrategyOptions.CoarseToFine, 16), Space, knowledge: null, (ulong)seed), landscape)
                < Best(new RandomStrategy(Space, (ulong)seed), landscape);
        });

        Assert.InRange(wins, 18, 20);
    }

    private static int Different(Architecture architecture, int dimension) =>
        Enumerable.Range(0, Stages).Select(stage => architecture.Choices[(2 * stage) + dimension]).Distinct().Count();

    private static double Best(ISearchStrategy strategy, Landscape landscape)
    {
        var best = double.PositiveInfinity;
        for (var batch = 0; batch < 20; batch++)
        {
            var asked = strategy.Ask(5);
            best = Math.Min(best, asked.Min(landscape.Cost));
            strategy.Tell([.. asked.Select(architecture => new Observation(architecture, [landscape.Cost(architecture)], 0))]);
        }

        return best;
    }
}
