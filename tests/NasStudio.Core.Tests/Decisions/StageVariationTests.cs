using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Tests.Decisions;

public sealed class StageVariationTests
{
    /// <summary>Two stages with a depth, kernels by layer and a width each.</summary>
    private static readonly DecisionSpace Space = new(
    [
        ExampleSpaces.Of("resolution", 16, 24, 32),
        ExampleSpaces.Of("a.depth", 1, 2, 3),
        ExampleSpaces.Of("a.width", 8, 16, 24),
        ExampleSpaces.Of("a.1.kernel", 3, 5, 7),
        ExampleSpaces.Of("a.2.kernel", 3, 5, 7) with { ActiveWhen = [new(1, [1, 2])] },
        ExampleSpaces.Of("a.3.kernel", 3, 5, 7) with { ActiveWhen = [new(1, [2])] },
        ExampleSpaces.Of("b.depth", 1, 2, 3),
        ExampleSpaces.Of("b.width", 8, 16, 24),
        ExampleSpaces.Of("b.1.kernel", 3, 5, 7),
        ExampleSpaces.Of("b.2.kernel", 3, 5, 7) with { ActiveWhen = [new(6, [1, 2])] },
        ExampleSpaces.Of("b.3.kernel", 3, 5, 7) with { ActiveWhen = [new(6, [2])] },
    ]);

    private static readonly Architecture Shallow = Space.Canonical([0, 0, 2, 2, 0, 0, 0, 2, 1, 0, 0]);
    private static readonly Architecture Deep = Space.Canonical([2, 2, 0, 0, 1, 2, 2, 0, 2, 2, 2]);

    [Fact]
    public void Mutate_DepthsAlone_GivesNewLayersTheFirstLayersKernel()
    {
        var variation = new StageVariation(Space, depths: 1, dimension: 0, smallest: 0);
        var children = Children(random => variation.Mutate(Shallow, random));

        Assert.All(children, child =>
        {
            Assert.Equal((0, 2, 2), (child.Choices[0], child.Choices[2], child.Choices[7]));
            Assert.Equal(child.Choices[1] == 2 ? 2 : 0, child.Choices[5]);
            Assert.Equal(child.Choices[6] >= 1 ? 1 : 0, child.Choices[9]);
        });

        // Unlike the paper's script, the largest depth is among them, and the stages differ.
        Assert.Contains(children, child => child.Choices[1] == 2 && child.Choices[6] == 0);
        Assert.Contains(children, child => child.Choices[1] == 0 && child.Choices[6] == 2);
    }

    [Fact]
    public void Mutate_Dimensions_RedrawsTheResolutionToo()
    {
        var variation = new StageVariation(Space, depths: 0, dimension: 0.2, smallest: 0);
        var changed = Children(random => variation.Mutate(Deep, random)).Count(child => child.Choices[0] != Deep.Choices[0]);

        // Redrawn with probability 1/5, another choice in two thirds of the cases: 53 of 400.
        Assert.InRange(changed, 33, 75);
    }

    [Fact]
    public void Mutate_SmallestPreferred_TakesItMoreOftenThanNot()
    {
        var variation = new StageVariation(Space, depths: 0, dimension: 1, smallest: 0.55);
        var smallest = Children(random => variation.Mutate(Deep, random)).Count(child => child.Choices[2] == 0);

        // 0.55 + 0.45 / 3 = 0.7 of 400.
        Assert.InRange(smallest, 250, 310);
    }

    [Fact]
    public void Mutate_Words_HaveNoSmallest()
    {
        var cell = new DecisionSpace([new Decision("edge", [new Choice("none"), new Choice("skip"), new Choice("convolution")])]);
        var variation = new StageVariation(cell, depths: 0, dimension: 1, smallest: 1);
        var first = Children(random => variation.Mutate(cell.Canonical([2]), random)).Count(child => child.Choices[0] == 0);

        Assert.InRange(first, 100, 170);
    }

    [Fact]
    public void Cross_TwoParents_TakesWholeDimensions()
    {
        var variation = new StageVariation(Space, depths: 0, dimension: 0, smallest: 0);
        var children = Children(random => variation.Cross(Shallow, Deep, random));

        Assert.All(children, child =>
        {
            Assert.Equal(child.Choices[1], child.Choices[6]);
            Assert.Equal(child.Choices[2], child.Choices[7]);
            Assert.Contains((child.Choices[3], child.Choices[8]), new[] { (2, 1), (0, 2) });
        });

        // Deep with the kernels of the shallow one: its first kernel in every layer.
        Assert.Contains(children, child => child.Choices is [_, 2, _, 2, 2, 2, 2, _, 1, 1, 1]);

        // Depth, width, kernel and resolution are taken apart.
        Assert.Equal(16, children.Select(child => (child.Choices[0], child.Choices[1], child.Choices[2], child.Choices[3])).Distinct().Count());
    }

    [Fact]
    public void Vary_ConstrainedSpaces_StaysWithinTheSpace()
    {
        foreach (var space in ExampleSpaces.All.Values)
        {
            var all = ExampleSpaces.BruteForce(space);
            var variation = new StageVariation(space, depths: 0.4, dimension: 0.5, smallest: 0.5);
            var random = new SeededRandom(4, "variation");
            for (var i = 0; i < 200; i++)
            {
                Assert.Contains(variation.Cross(variation.Mutate(space.Sample(random), random), space.Sample(random), random), all);
            }
        }
    }

    private static List<Architecture> Children(Func<SeededRandom, Architecture> vary) =>
        [.. Enumerable.Range(0, 400).Select(index => vary(new SeededRandom(1, "children", index)))];
}
