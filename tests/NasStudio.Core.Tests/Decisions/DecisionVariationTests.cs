using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Tests.Decisions;

public sealed class DecisionVariationTests
{
    [Theory]
    [MemberData(nameof(ExampleSpaces.Names), MemberType = typeof(ExampleSpaces))]
    public void Mutate_AnyProbability_GivesAnotherArchitectureOfTheSpace(string name)
    {
        var space = ExampleSpaces.All[name];
        var all = ExampleSpaces.BruteForce(space);
        var random = new SeededRandom(1, "mutate");

        foreach (var parent in all)
        {
            foreach (var probability in new[] { 0, 0.1, 1 })
            {
                var child = space.Mutate(parent, probability, random);
                Assert.Contains(child, all);
                Assert.True(all.Count == 1 || !child.Equals(parent), $"{parent} stayed, probability {probability}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(ExampleSpaces.Names), MemberType = typeof(ExampleSpaces))]
    public void Mutate_Repeatedly_ReachesTheWholeSpace(string name)
    {
        var space = ExampleSpaces.All[name];
        var random = new SeededRandom(2, "walk");
        var current = space.First();
        HashSet<Architecture> reached = [current];

        for (var i = 0; i < 5000; i++)
        {
            current = space.Mutate(current, 0.2, random);
            reached.Add(current);
        }

        Assert.Equal(ExampleSpaces.BruteForce(space), reached);
    }

    [Fact]
    public void Mutate_ProbabilityZero_ChangesExactlyOneDecision()
    {
        var random = new SeededRandom(3, "one");

        Assert.All(
            ExampleSpaces.Samples(ExampleSpaces.Large, 200),
            parent => Assert.Equal(1, ExampleSpaces.Large.Distance(parent, ExampleSpaces.Large.Mutate(parent, 0, random))));
    }

    [Fact]
    public void Mutate_ProbabilityQuarter_ChangesAQuarterOfTheDecisions()
    {
        var random = new SeededRandom(4, "quarter");
        var changes = ExampleSpaces.Samples(ExampleSpaces.Large, 4000)
            .Average(parent => ExampleSpaces.Large.Distance(parent, ExampleSpaces.Large.Mutate(parent, 0.25, random)));

        // 12 / 4 changes, plus the forced one where none came (0.75^12 = 0.03); standard error 0.024.
        Assert.InRange(changes, 3.03 - 0.12, 3.03 + 0.12);
    }

    [Fact]
    public void Mutate_NothingForced_LeavesTheParentAsOftenAsChanceDoes()
    {
        var random = new SeededRandom(8, "unforced");
        var unchanged = ExampleSpaces.Samples(ExampleSpaces.Large, 4000)
            .Count(parent => parent.Equals(ExampleSpaces.Large.Mutate(parent, 1 / 12.0, random, atLeastOne: false)));

        // (11/12)^12 = 0.352 of 4000, standard deviation 30.
        Assert.InRange(unchanged, 1408 - 150, 1408 + 150);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    public void Mutate_ProbabilityOutsideTheUnitInterval_IsRefused(double probability) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            ExampleSpaces.Layers.Mutate(ExampleSpaces.Layers.First(), probability, new SeededRandom(1, "a")));

    [Theory]
    [MemberData(nameof(ExampleSpaces.Names), MemberType = typeof(ExampleSpaces))]
    public void Cross_AnyParents_GivesAnArchitectureOfTheSpace(string name)
    {
        var space = ExampleSpaces.All[name];
        var all = ExampleSpaces.BruteForce(space);
        var random = new SeededRandom(5, "cross");

        foreach (var (first, second) in all.SelectMany(first => all.Select(second => (first, second))))
        {
            Assert.Contains(space.Cross(first, second, random), all);
        }
    }

    [Theory]
    [MemberData(nameof(ExampleSpaces.Names), MemberType = typeof(ExampleSpaces))]
    public void Cross_WithItself_GivesTheParent(string name)
    {
        var space = ExampleSpaces.All[name];
        var random = new SeededRandom(6, "same");

        Assert.All(ExampleSpaces.BruteForce(space), parent => Assert.Equal(parent, space.Cross(parent, parent, random)));
    }

    [Fact]
    public void Cross_FreeDecisions_TakesEachFromEitherParentEquallyOften()
    {
        var space = ExampleSpaces.Large;
        var first = space.Canonical(new int[12]);
        var second = space.Canonical(Enumerable.Repeat(3, 12).ToArray());
        var random = new SeededRandom(7, "half");
        var children = Enumerable.Range(0, 1000).Select(_ => space.Cross(first, second, random)).ToList();

        Assert.All(children, child => Assert.All(child.Choices, choice => Assert.True(choice is 0 or 3)));
        for (var decision = 0; decision < 12; decision++)
        {
            // 500 expected, standard deviation 16.
            Assert.InRange(children.Count(child => child.Choices[decision] == 3), 420, 580);
        }
    }

    [Theory]
    [MemberData(nameof(ExampleSpaces.Names), MemberType = typeof(ExampleSpaces))]
    public void Neighbours_EveryArchitecture_AreThoseWithOneChoiceChanged(string name)
    {
        var space = ExampleSpaces.All[name];
        var all = ExampleSpaces.BruteForce(space);

        foreach (var architecture in all)
        {
            var expected = new HashSet<Architecture>();
            for (var decision = 0; decision < space.Decisions.Length; decision++)
            {
                for (var choice = 0; choice < space.Decisions[decision].Choices.Length; choice++)
                {
                    var choices = architecture.Choices.ToArray();
                    choices[decision] = choice;
                    if (space.Satisfies(choices) && space.Canonical(choices) is var other && !other.Equals(architecture))
                    {
                        expected.Add(other);
                    }
                }
            }

            var neighbours = space.Neighbours(architecture).ToList();
            Assert.Equal(expected.Count, neighbours.Count);
            Assert.Equal(expected, neighbours.ToHashSet());
        }
    }

    [Fact]
    public void Variation_SameSeed_GivesTheRecordedArchitectures()
    {
        var space = ExampleSpaces.Large;
        var random = new SeededRandom(42, "golden");
        var first = space.Sample(random);
        var second = space.Sample(random);

        Assert.Equal("8kxnb 8esqo 8kxn4 8eyo0", $"{first} {second} {space.Mutate(first, 0.25, random)} {space.Cross(first, second, random)}");
    }
}
