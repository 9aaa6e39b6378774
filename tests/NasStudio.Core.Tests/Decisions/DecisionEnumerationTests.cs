using NasStudio.Core.Decisions;

namespace NasStudio.Core.Tests.Decisions;

public sealed class DecisionEnumerationTests
{
    [Theory]
    [MemberData(nameof(ExampleSpaces.Names), MemberType = typeof(ExampleSpaces))]
    public void Enumerate_SmallSpace_GivesEveryArchitectureOnceInOrder(string name)
    {
        var space = ExampleSpaces.All[name];

        var enumerated = space.Enumerate().ToList();

        Assert.Equal(ExampleSpaces.BruteForce(space), enumerated.ToHashSet());
        Assert.Equal(enumerated.Count, enumerated.Distinct().Count());
        Assert.Equal(enumerated.OrderBy(Rank, StringComparer.Ordinal), enumerated);
    }

    [Fact]
    public void Enumerate_LargeSpace_IsLazy() =>
        Assert.Equal([0, 1, 2, 3, 0], ExampleSpaces.Large.Enumerate().Take(5).Select(architecture => architecture.Choices[^1]));

    [Fact]
    public void Enumerate_Layers_HasTheCountWorkedOutByHand() =>
        Assert.Equal(2 * 2 * (1 + 3 + 9), ExampleSpaces.Layers.Enumerate().Count());

    [Fact]
    public void Constructor_ConstraintsThatNothingSatisfies_AreRefused() =>
        Assert.Throws<ArgumentException>(() => new DecisionSpace(
            [ExampleSpaces.Of("a.width", 32), ExampleSpaces.Of("b.width", 16)],
            new Nondecreasing(0, 1)));

    [Fact]
    public void Constructor_ConstraintOnNoDecision_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new DecisionSpace([ExampleSpaces.Of("a.width", 32)], new Nondecreasing(0, 1)));

    private static string Rank(Architecture architecture) => string.Concat(architecture.Choices);
}
