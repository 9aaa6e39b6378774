using NasStudio.Core.Decisions;
using NasStudio.Core.Sampling;
using NasStudio.Core.Sampling.Banks;
using NasStudio.Core.Tests.Decisions;

namespace NasStudio.Core.Tests.Sampling.Banks;

public sealed class PreferenceTests
{
    private static readonly DecisionSpace Space = new(
    [
        ExampleSpaces.Of("vit.depth", 1, 2, 3),
        ExampleSpaces.Of("vit.width", 10, 20, 30),
        ExampleSpaces.Of("vit.1.ratio", 1, 2),
        ExampleSpaces.Of("vit.2.ratio", 1, 2) with { ActiveWhen = [new(0, [1, 2])] },
        ExampleSpaces.Of("vit.3.ratio", 1, 2) with { ActiveWhen = [new(0, [2])] },
    ]);

    private static readonly SamplerSetting Setting = ExampleSettings.Of(Space, Macs) with { TransformerDepths = [0], TransformerWidths = [1] };
    private readonly Architecture _anchor = Space.Canonical([1, 1, 0, 0, 0]);

    [Fact]
    public void Score_WideAndShallow_IsSmallerThanNarrowAndDeep()
    {
        var preference = new Preference(Setting);
        var wide = Space.Canonical([0, 2, 0, 0, 0]);
        var deep = Space.Canonical([2, 0, 0, 0, 0]);

        // With the anchor's width 20 and depth 2: 1 layer of 20² against 2 of 30²; 3 of 20² against 2 of 10².
        Assert.Equal(400 - 1800, preference.Score(wide, _anchor));
        Assert.Equal(1200 - 200, preference.Score(deep, _anchor));
        Assert.Equal(wide, preference.Best([deep, wide, _anchor], _anchor));
    }

    [Fact]
    public void With_DeeperAnchor_NewLayersRepeatTheFirst()
    {
        var deeper = new Preference(Setting).With(Space.Canonical([0, 0, 1, 0, 0]), Space.Canonical([2, 0, 0, 0, 0]), [0]);

        Assert.Equal([2, 0, 1, 1, 1], deeper.Choices);
    }

    [Fact]
    public void With_ChoiceThatAConstraintForbids_KeepsItsOwn()
    {
        var preference = new Preference(ExampleSettings.Widths);
        var architecture = ExampleSpaces.Widths.Canonical([1, 1, 0, 1]);

        Assert.Equal(architecture, preference.With(architecture, ExampleSpaces.Widths.First(), [1]));
        Assert.Equal([0, 1, 0, 1], preference.With(architecture, ExampleSpaces.Widths.First(), [0]).Choices);
    }

    [Fact]
    public void Best_NoTransformerStages_IsTheFirst()
    {
        var candidates = ExampleSpaces.Widths.Enumerate().Skip(3).Take(3).ToList();

        Assert.Equal(candidates[0], new Preference(ExampleSettings.Widths).Best(candidates, ExampleSpaces.Widths.First()));
    }

    [Fact]
    public void Of_HybridSpace_KnowsTheTransformerStages()
    {
        var decisions = ExampleSettings.Hybrid.Space.Decisions;
        var names = ExampleSettings.Hybrid.TransformerWidths.Concat(ExampleSettings.Hybrid.TransformerDepths).Select(index => decisions[index].Name).ToList();

        Assert.NotEmpty(ExampleSettings.Hybrid.TransformerWidths);
        Assert.NotEmpty(ExampleSettings.Hybrid.TransformerDepths);
        Assert.All(names, name => Assert.StartsWith("vit", name, StringComparison.Ordinal));
    }

    /// <summary>Layers of width², times the ratio of each.</summary>
    private static long Macs(Architecture architecture)
    {
        var width = 10 * (architecture.Choices[1] + 1);
        return Enumerable.Range(0, architecture.Choices[0] + 1).Sum(layer => (long)width * width * (architecture.Choices[2 + layer] + 1));
    }
}
