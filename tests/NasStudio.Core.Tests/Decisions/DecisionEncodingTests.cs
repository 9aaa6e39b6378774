using NasStudio.Core.Decisions;

namespace NasStudio.Core.Tests.Decisions;

public sealed class DecisionEncodingTests
{
    [Fact]
    public void OneHot_InactiveDecision_IsAllZeros()
    {
        // Resolution 32, depth 2, width 8, kernel 7 of layer 2; layer 3 is off.
        var architecture = ExampleSpaces.Layers.Canonical([1, 1, 0, 2, 0]);

        Assert.Equal([0, 1, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0], ExampleSpaces.Layers.OneHot(architecture));
    }

    [Fact]
    public void Ordinal_InactiveDecision_IsZeroAndFirstChoiceIsNot()
    {
        var architecture = ExampleSpaces.Layers.Canonical([1, 1, 0, 0, 0]);

        Assert.Equal([1, 2 / 3.0, 1 / 2.0, 1 / 3.0, 0], ExampleSpaces.Layers.Ordinal(architecture));
    }

    [Theory]
    [MemberData(nameof(ExampleSpaces.Names), MemberType = typeof(ExampleSpaces))]
    public void Encodings_DistinctArchitectures_Differ(string name)
    {
        var space = ExampleSpaces.All[name];
        var all = ExampleSpaces.BruteForce(space);

        Assert.Equal(all.Count, all.Select(architecture => string.Join(' ', space.OneHot(architecture))).Distinct().Count());
        Assert.Equal(all.Count, all.Select(architecture => string.Join(' ', space.Ordinal(architecture))).Distinct().Count());
        Assert.All(all, architecture => Assert.Equal(space.OneHotLength(), space.OneHot(architecture).Length));
    }

    [Fact]
    public void Distance_LayerSwitchedOff_CountsItAndWhatSwitchedIt()
    {
        var space = ExampleSpaces.Layers;

        Assert.Equal(2, space.Distance(space.Canonical([0, 0, 0, 0, 0]), space.Canonical([0, 1, 0, 0, 0])));
    }

    [Theory]
    [InlineData("layers")]
    [InlineData("switched")]
    public void Distance_AnyThree_IsAMetric(string name)
    {
        var space = ExampleSpaces.All[name];
        var all = ExampleSpaces.BruteForce(space).Take(30).ToList();

        foreach (var (a, b) in all.SelectMany(a => all.Select(b => (a, b))))
        {
            Assert.Equal(a.Equals(b), space.Distance(a, b) == 0);
            Assert.Equal(space.Distance(a, b), space.Distance(b, a));
            Assert.All(all, c => Assert.True(space.Distance(a, c) <= space.Distance(a, b) + space.Distance(b, c)));
        }
    }
}
