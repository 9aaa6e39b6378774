using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Search;
using NasStudio.Core.Tests.Decisions;

namespace NasStudio.Core.Tests.Search;

/// <summary>Statistics of networks as features of the strategies' predictors.</summary>
public sealed class StandardFeaturesTests
{
    /// <summary>59,049 architectures.</summary>
    private static readonly DecisionSpace Space = new([.. Enumerable.Range(0, 10).Select(index => ExampleSpaces.Of($"d{index}", 1, 2, 3))]);

    /// <summary>A statistic that is the cost: with it there is hardly anything to learn; without it interactions hide it.</summary>
    [Theory]
    [InlineData("bananas")]
    [InlineData("linas")]
    [InlineData("smbo")]
    public void Ask_CostIsAFunctionOfAFeature_FindsBetterThanWithoutIt(string name)
    {
        var landscape = new Landscape(Space, interaction: 3, seed: 4);
        var knowledge = new SearchKnowledge(new Costs(landscape), ["accuracy"], ImmutableSortedDictionary<string, Bound>.Empty);
        var plain = Best(SearchStrategies.Create(new StrategyOptions(name), Space, seed: 2, knowledge), landscape);
        var informed = Best(SearchStrategies.Create(new StrategyOptions(name) { Features = ["macs"] }, Space, seed: 2, knowledge), landscape);

        Assert.True(informed < plain, $"{informed} is not below {plain}.");
    }

    [Theory]
    [InlineData("bananas")]
    [InlineData("linas")]
    [InlineData("smbo")]
    public void Create_FeaturesWithoutKnowledge_Refuses(string name)
    {
        var error = Assert.Throws<ArgumentException>(() => SearchStrategies.Create(new StrategyOptions(name) { Features = ["macs"] }, Space, seed: 1));

        Assert.Contains("no networks are known", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bananas")]
    [InlineData("linas")]
    [InlineData("smbo")]
    public void Ask_MissingAndConstantFeatures_GoesOn(string name)
    {
        var strategy = SearchStrategies.Create(
            new StrategyOptions(name) { Features = ["macs", "grasp", "naswot"] }, ExampleSpaces.Large, seed: 1, ChoiceFeatures.Knowledge);

        for (var round = 0; round < 5; round++)
        {
            var batch = strategy.Ask(8);
            Assert.Equal(8, batch.Count);
            strategy.Tell([.. batch.Select(architecture => new Observation(architecture, [architecture.Choices.Sum(), -architecture.Choices[0]], 0))]);
        }
    }

    private static double Best(ISearchStrategy strategy, Landscape landscape)
    {
        var best = double.PositiveInfinity;
        for (var round = 0; round < 10; round++)
        {
            var batch = strategy.Ask(6);
            best = Math.Min(best, batch.Min(landscape.Cost));
            strategy.Tell([.. batch.Select(architecture => new Observation(architecture, [landscape.Cost(architecture)], 0))]);
        }

        return best;
    }

    /// <summary>The cost itself, as if it were millions of MACs.</summary>
    private sealed class Costs(Landscape landscape) : IArchitectureFeatures
    {
        public ImmutableArray<string> Names => ["macs"];

        public IReadOnlyList<double[]> Of(IReadOnlyList<Architecture> architectures) =>
            [.. architectures.Select(architecture => new[] { 1e6 * (100 + landscape.Cost(architecture)) })];
    }
}
