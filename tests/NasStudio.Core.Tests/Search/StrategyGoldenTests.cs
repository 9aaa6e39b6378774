using System.Runtime.CompilerServices;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Search;
using NasStudio.Core.Tests.Decisions;

namespace NasStudio.Core.Tests.Search;

/// <summary>
/// The first proposals of every registered strategy, recorded: the same seed gives the same search on every machine, and a
/// change to a strategy that changes them is noticed. One that is meant to: run this class once with the environment
/// variable NASSTUDIO_RECORD_GOLDEN=1, which rewrites Golden/*.txt in the source folder, and read the difference.
/// </summary>
public sealed class StrategyGoldenTests
{
    private const int Proposals = 60;

    /// <summary>20,160 architectures: a condition each on a number and a word, and a constraint.</summary>
    private static readonly DecisionSpace Space = new(
        [
            ExampleSpaces.Of("resolution", 16, 24, 32),
            ExampleSpaces.Of("a.width", 8, 16, 24, 32),
            ExampleSpaces.Of("a.depth", 1, 2),
            ExampleSpaces.Of("a.1.kernel", 3, 5, 7),
            ExampleSpaces.Of("a.2.kernel", 3, 5, 7) with { ActiveWhen = [new(2, [1])] },
            ExampleSpaces.Of("b.width", 8, 16, 24, 32),
            new Decision("b.operation", [new Choice("convolution"), new Choice("attention")]),
            ExampleSpaces.Of("b.heads", 1, 2, 4) with { ActiveWhen = [new(6, [1])] },
            ExampleSpaces.Of("b.expansion", 1, 2, 3, 4, 6, 8, 12),
            ExampleSpaces.Of("head", 32, 64),
        ],
        new Nondecreasing(1, 5));

    public static TheoryData<string> Strategies => [.. SearchStrategies.Names];

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Ask_SixtyTimes_GivesTheRecordedProposals(string name)
    {
        var proposals = Play(name);
        if (Environment.GetEnvironmentVariable("NASSTUDIO_RECORD_GOLDEN") == "1")
        {
            File.WriteAllLines(Path.Combine(SourceFolder(), "Golden", name + ".txt"), proposals);
        }
        else
        {
            Assert.Equal(File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Search", "Golden", name + ".txt")), proposals);
        }
    }

    /// <summary>In batches of eight, as the worker asks, after the smallest and the largest architecture were told.</summary>
    private static List<string> Play(string name)
    {
        var strategy = SearchStrategies.Create(new StrategyOptions(name, Population: 16), Space, seed: 2026, ChoiceFeatures.Knowledge);
        var last = Space.Canonical([.. Space.Decisions.Select(decision => decision.Choices.Length - 1)]);
        strategy.Tell([Observe(Space.First()), Observe(last)]);
        var proposals = new List<string>();
        while (proposals.Count < Proposals)
        {
            var batch = strategy.Ask(Math.Min(8, Proposals - proposals.Count));
            proposals.AddRange(batch.Select(proposal => proposal.Id));
            strategy.Tell([.. batch.Select(Observe)]);
        }

        return proposals;
    }

    /// <summary>An error that falls, and a cost that grows, with every choice; the dearest tenth is infeasible.</summary>
    private static Observation Observe(Architecture architecture)
    {
        var choices = architecture.Choices;
        var cost = 1.0 + choices.Select((choice, decision) => choice * (1 + (decision % 3))).Sum();
        var error = 8 / (1.0 + cost) + (choices[1] == choices[5] ? 0.25 : 0) + (choices[3] * choices[6] * 0.125);
        return new Observation(architecture, [error, cost], Math.Max(0, cost - 32) / 32);
    }

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
