using System.Numerics;
using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;
using NasStudio.Core.Spaces;

namespace NasStudio.Core.Tests.Decisions;

public sealed class DecisionCountingTests
{
    [Fact]
    public void Count_NoConditions_IsProductOfChoices()
    {
        var space = new DecisionSpace([Of("a", 2), Of("b", 3), Of("c", 5)]);

        Assert.Equal(30, space.Count());
    }

    [Fact]
    public void Count_NoDecisions_IsOne() => Assert.Equal(BigInteger.One, new DecisionSpace([]).Count());

    [Fact]
    public void Count_ConditionalDecision_CountsInactiveOnce()
    {
        var space = new DecisionSpace([Of("depth", 2), new("kernel", [new(3), new(5), new(7)], new Condition(0, [1]))]);

        Assert.Equal(1 + 3, space.Count());
    }

    [Fact]
    public void Count_RandomConditionsAndConstraints_EqualsEnumeration()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var space = RandomSpace(new SeededRandom((ulong)seed, "counting"));

            Assert.Equal(Enumerate(space), space.Count());
        }
    }

    [Fact]
    public void Count_OnceForAllAtOneResolution_IsThePaperCount()
    {
        var document = BuiltInSpaces.Find("ofa-mbv3")!;
        var space = new SearchSpace(document with { Input = document.Input with { Resolution = [224] } });

        Assert.Equal(BigInteger.Parse("21758655492572485851", System.Globalization.CultureInfo.InvariantCulture), space.Decisions.Count());
        Assert.Equal(46, space.Decisions.Decisions.Length);
    }

    [Fact]
    public void Count_LongChainOfConditions_StaysExact()
    {
        var decisions = new List<Decision> { Of("d0", 3) };
        for (var i = 1; i < 200; i++)
        {
            decisions.Add(new($"d{i}", [new(1), new(2), new(3)], new Condition(i - 1, [1, 2])));
        }

        // c(i) = 1 + 2·c(i + 1): the first choice ends the chain, the others go on.
        var expected = Enumerable.Range(1, 199).Aggregate(new BigInteger(3), (count, _) => 1 + (2 * count));
        Assert.Equal(expected, new DecisionSpace([.. decisions]).Count());
    }

    private static Decision Of(string name, int choices) => new(name, [.. Enumerable.Range(1, choices).Select(number => new Choice(number))]);

    private static DecisionSpace RandomSpace(SeededRandom random)
    {
        var decisions = new List<Decision>();
        var count = 1 + random.NextInt(7);
        for (var i = 0; i < count; i++)
        {
            var parents = Enumerable.Range(0, i).Where(_ => random.NextBool(0.3)).ToArray();
            var conditions = parents.Select(parent => new Condition(parent, [.. Enumerable.Range(0, decisions[parent].Choices.Length).Where(_ => random.NextBool(0.6))]));
            decisions.Add(new($"d{i}", Of("", 1 + random.NextInt(3)).Choices, [.. conditions]));
        }

        var constraints = Enumerable.Range(1, count - 1).Where(_ => random.NextBool(0.4)).Select(i => new Nondecreasing(random.NextInt(i), i));
        return new DecisionSpace([.. decisions], [.. constraints]);
    }

    private static int Enumerate(DecisionSpace space)
    {
        var distinct = new HashSet<Architecture>();
        var choices = new int[space.Decisions.Length];
        do
        {
            var canonical = choices.Select((choice, i) => space.IsActive(choices, i) ? choice : 0).ToArray();
            if (space.Satisfies(canonical))
            {
                distinct.Add(space.Canonical(canonical));
            }
        }
        while (Advance());
        return distinct.Count;

        bool Advance()
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
}
