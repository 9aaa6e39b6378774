using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Search;
using NasStudio.Core.Tests.Decisions;

namespace NasStudio.Core.Tests.Search;

public sealed class RobotStrategyTests
{
    /// <summary>2,187 architectures, so candidates are a sample.</summary>
    private static readonly DecisionSpace Space = new([.. Enumerable.Range(0, 7).Select(index => ExampleSpaces.Of($"d{index}", 1, 2, 3))]);

    [Fact]
    public void Ask_OneMetricTellsTheAccuracyBackwards_FindsItsWeightAndTheBestCandidates()
    {
        // Eight metrics that say nothing and one that is the error, as far as it goes: RoBoT has to learn the sign.
        var features = new Features((metric, architecture) => metric == 3 ? -Accuracy(architecture) : Noise(metric, architecture));
        var strategy = Create(features, ["accuracy"], new StrategyOptions("robot") { Candidates = 300, Rounds = 30 });

        var proposals = Play(strategy, 45, architecture => [-Accuracy(architecture)]);

        var candidates = CandidateSet.Draw(Space, 300, seed: 1).OrderByDescending(Accuracy).ToList();
        Assert.Contains(candidates[0], proposals);
        Assert.True(proposals.TakeLast(15).Average(Accuracy) > Accuracy(candidates[75]));
    }

    [Fact]
    public void Ask_AfterTheRounds_ProposesTheFrontOfScoreAndKnownCost()
    {
        var features = new Features((metric, architecture) => metric switch
        {
            0 => 1 + architecture.Choices.Sum(),
            3 => Accuracy(architecture),
            _ => 1,
        });
        var options = new StrategyOptions("robot") { Candidates = 200, Rounds = 5, Metrics = ["grad_norm"] };
        var strategy = Create(features, ["accuracy", "macs"], options);
        var candidates = CandidateSet.Draw(Space, 200, seed: 1);
        var front = candidates.Where(one => !candidates.Any(other =>
            Accuracy(other) >= Accuracy(one) && other.Choices.Sum() <= one.Choices.Sum() && (Accuracy(other), other.Choices.Sum()) != (Accuracy(one), one.Choices.Sum()))).ToList();

        // The metric alone has two orders: the rounds measure the first of each at most.
        var proposals = Play(strategy, 2 + front.Count, architecture => [-Accuracy(architecture), architecture.Choices.Sum()]);

        Assert.True(front.Count > 3);
        Assert.Empty(front.Except(proposals));
    }

    [Fact]
    public void Ask_KnownConstraint_ProposesCandidatesWithinItFirst()
    {
        var features = new Features((metric, architecture) => metric == 0 ? 1 + architecture.Choices.Sum() : Noise(metric, architecture));
        var knowledge = new SearchKnowledge(
            features, ["accuracy", "macs"], ImmutableSortedDictionary<string, Bound>.Empty.Add("macs", new Bound(Max: 7)));
        var strategy = SearchStrategies.Create(new StrategyOptions("robot") { Candidates = 200, Rounds = 10 }, Space, seed: 1, knowledge);
        var within = CandidateSet.Draw(Space, 200, seed: 1).Where(architecture => architecture.Choices.Sum() <= 6).ToHashSet();

        var proposals = Play(strategy, within.Count, architecture => [-Accuracy(architecture), architecture.Choices.Sum()]);

        Assert.Equal(within, proposals.ToHashSet());
    }

    [Fact]
    public void Ask_MissingMetric_RanksTheCandidateLast()
    {
        var features = new Features((metric, architecture) => metric != 3 ? 1 : architecture.Choices[0] == 2 ? double.NaN : Accuracy(architecture));
        var strategy = Create(features, ["accuracy"], new StrategyOptions("robot") { Candidates = 100, Rounds = 5, Metrics = ["grad_norm"] });
        var candidates = CandidateSet.Draw(Space, 100, seed: 1);

        var proposals = Play(strategy, candidates.Count, architecture => [-Accuracy(architecture)]);

        var lacking = candidates.Count(architecture => architecture.Choices[0] == 2);
        Assert.True(lacking > 10);
        Assert.Equal(0, proposals.Take(candidates.Count - lacking).Count(architecture => architecture.Choices[0] == 2));
    }

    [Fact]
    public void Create_WithoutKnowledge_SaysWhatIsNeeded()
    {
        var error = Assert.Throws<ArgumentException>(() => SearchStrategies.Create(new StrategyOptions("robot"), Space, seed: 1));

        Assert.Contains("needs training-free metrics", error.Message, StringComparison.Ordinal);
        Assert.Contains("linas", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Draw_SmallSpace_IsTheWholeSpace_LargeOneADistinctSampleOfTheSeed()
    {
        var sample = CandidateSet.Draw(Space, 150, seed: 4);

        Assert.Equal(ExampleSpaces.BruteForce(ExampleSpaces.Layers), CandidateSet.Draw(ExampleSpaces.Layers, 150, seed: 4).ToHashSet());
        Assert.Equal(150, sample.Distinct().Count());
        Assert.Equal(sample, CandidateSet.Draw(Space, 150, seed: 4));
        Assert.NotEqual(sample, CandidateSet.Draw(Space, 150, seed: 5));
    }

    private static double Accuracy(Architecture architecture) =>
        architecture.Choices.Select((choice, decision) => choice * (decision % 2 == 0 ? 0.03 : -0.02) * (decision + 1)).Sum();

    private static double Noise(int metric, Architecture architecture) => new Core.Randomness.SeededRandom(
        9, "noise", (metric * 10_000) + architecture.Choices.Aggregate(0, (number, choice) => (number * 3) + choice)).NextDouble();

    private static ISearchStrategy Create(Features features, ImmutableArray<string> objectives, StrategyOptions options) => SearchStrategies.Create(
        options, Space, seed: 1, new SearchKnowledge(features, objectives, ImmutableSortedDictionary<string, Bound>.Empty));

    private static List<Architecture> Play(ISearchStrategy strategy, int count, Func<Architecture, ImmutableArray<double>> costs)
    {
        var proposals = new List<Architecture>();
        while (proposals.Count < count)
        {
            var batch = strategy.Ask(Math.Min(4, count - proposals.Count));
            proposals.AddRange(batch);
            strategy.Tell([.. batch.Select(architecture => new Observation(architecture, costs(architecture), 0))]);
        }

        return proposals;
    }

    private sealed class Features(Func<int, Architecture, double> value) : IArchitectureFeatures
    {
        public ImmutableArray<string> Names => ArchitectureMetrics.All;

        public IReadOnlyList<double[]> Of(IReadOnlyList<Architecture> architectures) =>
            [.. architectures.Select(architecture => Enumerable.Range(0, Names.Length).Select(metric => value(metric, architecture)).ToArray())];
    }
}
