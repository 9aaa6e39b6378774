using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Tests.Decisions;

/// <summary>Decision spaces that tests of several folders share, and the distinct architectures of each, found by brute force.</summary>
internal static class ExampleSpaces
{
    /// <summary>2 · (2 + 2·3 + 2·9): a depth switches kernels on.</summary>
    public static readonly DecisionSpace Layers = new(
    [
        Of("resolution", 16, 32),
        Of("stage.depth", 1, 2, 3),
        Of("stage.width", 8, 16),
        Of("stage.2.kernel", 3, 5, 7) with { ActiveWhen = [new(1, [1, 2])] },
        Of("stage.3.kernel", 3, 5, 7) with { ActiveWhen = [new(1, [2])] },
    ]);

    /// <summary>Widths that must not decrease; the last admits neither the largest nor the smallest of those before.</summary>
    public static readonly DecisionSpace Widths = new(
        [
            Of("a.width", 8, 16, 24, 32),
            Of("b.width", 8, 16, 24, 32),
            Of("b.kernel", 3, 5),
            Of("c.width", 12, 24),
        ],
        new Nondecreasing(0, 1),
        new Nondecreasing(1, 3));

    /// <summary>Constraints between decisions that a word switches on, one of them from a later to an earlier decision.</summary>
    public static readonly DecisionSpace Switched = new(
        [
            new Decision("operation", [new Choice("none"), new Choice("convolution"), new Choice("attention")]),
            Of("operation.width", 8, 16, 32) with { ActiveWhen = [new(0, [1, 2])] },
            Of("operation.heads", 1, 2) with { ActiveWhen = [new(0, [2]), new(1, [1, 2])] },
            Of("next.depth", 1, 2),
            Of("next.width", 4, 8, 16) with { ActiveWhen = [new(3, [1])] },
            Of("tail.width", 4, 16),
        ],
        new Nondecreasing(1, 4),
        new Nondecreasing(5, 1));

    public static readonly DecisionSpace Single = new([Of("only", 1)]);

    /// <summary>Twelve decisions, 4^12 architectures: too many to exhaust in a test.</summary>
    public static readonly DecisionSpace Large = new([.. Enumerable.Range(0, 12).Select(index => Of($"d{index}", 1, 2, 3, 4))]);

    public static readonly ImmutableSortedDictionary<string, DecisionSpace> All = new Dictionary<string, DecisionSpace>
    {
        ["layers"] = Layers,
        ["widths"] = Widths,
        ["switched"] = Switched,
        ["single"] = Single,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. All.Keys];

    public static Decision Of(string name, params int[] choices) => new(name, [.. choices.Select(choice => new Choice(choice))]);

    /// <summary>All distinct architectures, by trying every vector of indices.</summary>
    public static HashSet<Architecture> BruteForce(DecisionSpace space)
    {
        var architectures = new HashSet<Architecture>();
        var choices = new int[space.Decisions.Length];
        do
        {
            if (space.Satisfies(choices))
            {
                architectures.Add(space.Canonical(choices));
            }
        }
        while (Advance(space, choices));
        return architectures;
    }

    public static IEnumerable<Architecture> Samples(DecisionSpace space, int count, ulong seed = 1)
    {
        var random = new SeededRandom(seed, "test");
        for (var i = 0; i < count; i++)
        {
            yield return space.Sample(random);
        }
    }

    private static bool Advance(DecisionSpace space, int[] choices)
    {
        for (var i = choices.Length - 1; i >= 0; i--)
        {
            if (++choices[i] < space.Decisions[i].Choices.Length)
            {
                return true;
            }

            choices[i] = 0;
        }

        return false;
    }
}
