using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Randomness;
using NasStudio.Core.Search;
using NasStudio.Core.Tests.Decisions;

namespace NasStudio.Core.Tests.Search;

/// <summary>Every registered strategy can be stopped anywhere and rebuilt by replaying what was asked and told.</summary>
public sealed class StrategyResumeTests
{
    private const int Rounds = 24;
    private static readonly DecisionSpace Space = ExampleSpaces.Large;

    public static TheoryData<string> Strategies => [.. SearchStrategies.Names];

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Ask_StoppedAndRebuiltByReplay_GoesOnAsIfNeverStopped(string name)
    {
        var uninterrupted = Play(name, stops: []);

        // Early, amid the first population and in the midst; the last two follow each other closely.
        Assert.Equal(uninterrupted, Play(name, stops: [1, 5, 14, 15]));
    }

    private static ISearchStrategy Create(string name) => SearchStrategies.Create(new StrategyOptions(name, Population: 8), Space, seed: 7, ChoiceFeatures.Knowledge);

    /// <summary>All proposals. At a stop the strategy is thrown away, and a new one is asked and told the same as far as it came.</summary>
    private static List<Architecture> Play(string name, HashSet<int> stops)
    {
        var strategy = Create(name);
        var recorded = new List<Exchange>();
        var random = new SeededRandom(3, "order");
        var waiting = new List<Architecture>();
        for (var round = 0; round < Rounds; round++)
        {
            strategy = stops.Contains(round) ? Replay(name, recorded) : strategy;
            var count = random.NextInt(6);
            var proposals = strategy.Ask(count);
            waiting.AddRange(proposals);
            var done = random.NextInt(waiting.Count + 1);
            List<Observation> told = [.. waiting.TakeLast(done).Select(Observe)];
            waiting.RemoveRange(waiting.Count - done, done);
            strategy.Tell(told);
            recorded.Add(new Exchange(count, proposals, told));
        }

        return [.. recorded.SelectMany(exchange => exchange.Proposals)];
    }

    private static ISearchStrategy Replay(string name, List<Exchange> recorded)
    {
        var strategy = Create(name);
        foreach (var exchange in recorded)
        {
            Assert.Equal(exchange.Proposals, strategy.Ask(exchange.Count));
            strategy.Tell(exchange.Told);
        }

        return strategy;
    }

    private static Observation Observe(Architecture architecture) => new(
        architecture,
        [architecture.Choices.Sum(), architecture.Choices.Count(choice => choice != 1)],
        Violation: architecture.Choices[3] == 2 ? 0.5 : 0);

    private sealed record Exchange(int Count, IReadOnlyList<Architecture> Proposals, IReadOnlyList<Observation> Told);
}
