using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Search;
using NasStudio.Core.Tests.Decisions;

namespace NasStudio.Core.Tests.Search;

/// <summary>How often strategies that learn find a better architecture than random search does, with 100 evaluations each.</summary>
public sealed class LandscapeTests
{
    private const int Seeds = 20;
    private const int Evaluations = 100;

    /// <summary>Ten decisions of three choices, 59,049 architectures; main effects and interactions weigh about the same.</summary>
    private static readonly DecisionSpace Space = new([.. Enumerable.Range(0, 10).Select(index => ExampleSpaces.Of($"d{index}", 1, 2, 3))]);

    [Theory]
    [InlineData("aging-evolution", 18)]
    [InlineData("bananas", 18)]
    [InlineData("local-search", 18)]
    [InlineData("mcts", 14)]
    [InlineData("nsga2", 14)]
    [InlineData("smbo", 18)]
    public void Search_SumAndInteractions_BeatsRandomOnMostSeeds(string name, int most)
    {
        var wins = Enumerable.Range(1, Seeds).Count(seed =>
        {
            var landscape = new Landscape(Space, interaction: 0.5, (ulong)seed);
            var random = Best(new RandomStrategy(Space, (ulong)seed), landscape);
            return Best(SearchStrategies.Create(new StrategyOptions(name), Space, (ulong)seed), landscape) < random;
        });

        Assert.True(wins >= most, $"{name} won on {wins} of {Seeds} seeds.");
    }

    private static double Best(ISearchStrategy strategy, Landscape landscape)
    {
        var best = double.PositiveInfinity;
        for (var evaluation = 0; evaluation < Evaluations; evaluation++)
        {
            var proposal = strategy.Ask(1)[0];
            var cost = landscape.Cost(proposal);
            best = Math.Min(best, cost);
            strategy.Tell([new Observation(proposal, [cost], 0)]);
        }

        return best;
    }
}
