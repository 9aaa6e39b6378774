using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Tests.Decisions;

public sealed class DecisionSamplingTests
{
    [Theory]
    [MemberData(nameof(ExampleSpaces.Names), MemberType = typeof(ExampleSpaces))]
    public void Sample_ManyDraws_FindsExactlyTheArchitecturesOfTheSpace(string name)
    {
        var space = ExampleSpaces.All[name];

        var drawn = ExampleSpaces.Samples(space, 5000).ToHashSet();

        Assert.Equal(ExampleSpaces.BruteForce(space).Order(ById), drawn.Order(ById));
    }

    [Fact]
    public void Sample_UnconstrainedDecision_IsUniform()
    {
        var depths = ExampleSpaces.Samples(ExampleSpaces.Layers, 9000).CountBy(architecture => architecture.Choices[1]).ToDictionary();

        // Three choices, 3000 expected, standard deviation 45: five of them.
        Assert.All(depths.Values, count => Assert.InRange(count, 3000 - 224, 3000 + 224));
        Assert.Equal(3, depths.Count);
    }

    [Fact]
    public void Sample_ConstrainedDecision_IsUniformOverTheChoicesThatCanBeCompleted()
    {
        // c.width is at most 24, so a.width is 8, 16 or 24, never 32.
        var widths = ExampleSpaces.Samples(ExampleSpaces.Widths, 9000).CountBy(architecture => architecture.Choices[0]).ToDictionary();

        Assert.Equal([0, 1, 2], widths.Keys.Order());
        Assert.All(widths.Values, count => Assert.InRange(count, 3000 - 224, 3000 + 224));
    }

    [Fact]
    public void Sample_SameSeed_GivesTheRecordedArchitectures()
    {
        var ids = ExampleSpaces.Samples(ExampleSpaces.Widths, 6, seed: 42).Select(architecture => architecture.Id);

        Assert.Equal("b 17 15 9 7 15", string.Join(' ', ids));
    }

    [Fact]
    public void Sample_TwoGeneratorsOfOneKey_AgreeAndDrawTheSameAmount()
    {
        var first = new SeededRandom(7, "a", 3);
        var second = new SeededRandom(7, "a", 3);

        Assert.Equal(ExampleSpaces.Large.Sample(first), ExampleSpaces.Large.Sample(second));
        Assert.Equal(first.Position, second.Position);
    }

    [Fact]
    public void Sample_LongChainOfWidths_TakesNoExponentialTime()
    {
        // 40 widths of 20 choices that must not decrease, the last below all but the first choice: backtracking alone would
        // try 20^39 prefixes.
        var widths = Enumerable.Range(0, 40).Select(index => ExampleSpaces.Of($"s{index}.width", [.. Enumerable.Range(1, 20)]));
        var space = new DecisionSpace(
            [.. widths, ExampleSpaces.Of("last.width", 1)],
            [.. Enumerable.Range(0, 40).Select(index => new Nondecreasing(index, index + 1))]);

        Assert.All(space.Sample(new SeededRandom(1, "chain")).Choices, choice => Assert.Equal(0, choice));
    }

    private static readonly Comparer<Architecture> ById = Comparer<Architecture>.Create((first, second) => string.CompareOrdinal(first.Id, second.Id));
}
