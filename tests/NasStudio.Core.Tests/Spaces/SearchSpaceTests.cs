using NasStudio.Core.Costs;
using NasStudio.Core.Decisions;
using NasStudio.Core.Networks;
using NasStudio.Core.Randomness;
using NasStudio.Core.Spaces;

namespace NasStudio.Core.Tests.Spaces;

public sealed class SearchSpaceTests
{
    /// <summary>Layers of equal widths exist only in smaller subnets, and a constraint forbids the neighbours of the largest.</summary>
    private const string Constrained = """
        {
          "schemaVersion": 1, "name": "constrained",
          "input": { "channels": 2, "resolution": [8, 12] },
          "stem": { "width": [8, 16], "kernel": [1, 3], "stride": 1 },
          "stages": [
            { "name": "a", "block": "mbconv", "stride": 1, "depth": [1, 2], "width": "previous", "expand": [1, 2] },
            { "name": "b", "block": "mbconv", "stride": 1, "depth": [1, 3], "width": [16, 32], "expand": [1, 4], "squeezeExcite": 0.25, "shortcut": "projection" },
            { "name": "c", "block": "mbconv", "stride": 1, "depth": [1], "width": [16, 32], "expand": [2], "shortcut": "projection" },
            { "name": "d", "block": "transformer", "stride": 1, "depth": [1, 2], "width": [16, 32], "mlpRatio": [1, 2], "valueScale": [1, 2, 3] },
            { "name": "e", "block": "transformer", "stride": 2, "depth": [1], "width": [32, 48], "mlpRatio": [1, 2] }
          ],
          "head": { "expand": [2, 3], "width": [16, 24] },
          "tie": "layer",
          "constraints": [{ "nondecreasing": "width" }]
        }
        """;

    /// <summary>More nodes, fewer operations, stacks that also narrow, depths and a hidden layer to be chosen, maps of odd size.</summary>
    private const string Cells = """
        {
          "schemaVersion": 1, "name": "cells",
          "input": { "channels": 2, "resolution": [7, 10] },
          "stem": { "width": [6], "kernel": [1, 3], "stride": 1 },
          "cell": {
            "nodes": 5, "operations": ["nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3", "none"],
            "stacks": [{ "width": 6, "depth": [1, 3] }, { "width": 12, "depth": [1] }, { "width": 4, "depth": [1, 2] }]
          },
          "head": { "expand": [2, 3], "width": [16, 24] }
        }
        """;

    public static TheoryData<string> Spaces => ["hybrid-tiny", "elasticvit-micro", "elasticvit", "ofa-mbv3", "attentivenas", "nasbench201", "constrained", "cells", "composed", "composed-tiny"];

    /// <summary>Those whose choices all ascend in cost; alternatives of a composed space stand in the order of its document.</summary>
    public static TheoryData<string> Ascending => ["hybrid-tiny", "elasticvit-micro", "elasticvit", "ofa-mbv3", "attentivenas", "nasbench201", "constrained", "cells"];

    [Theory]
    [MemberData(nameof(Spaces))]
    public void CoveringSet_ThousandRandomArchitectures_ContainsEveryParameter(string name)
    {
        var space = SpaceOf(name);
        var widest = new Dictionary<string, (int[] Sizes, Initialization Initialization, Placement[] Placements)>(StringComparer.Ordinal);
        foreach (var parameter in space.CoveringSet().SelectMany(architecture => space.Expand(architecture, space.DefaultInput).Parameters))
        {
            var sizes = parameter.Shape.Sizes.ToArray();
            if (widest.TryGetValue(parameter.Name, out var stored))
            {
                sizes = [.. sizes.Zip(stored.Sizes, Math.Max)];
            }

            widest[parameter.Name] = (sizes, parameter.Initialization, [.. parameter.Axes.Select(axis => axis.Placement)]);
        }

        var random = new SeededRandom(7, "covering");
        for (var i = 0; i < 1000; i++)
        {
            var architecture = space.Decisions.Sample(random);
            foreach (var parameter in space.Expand(architecture, space.DefaultInput).Parameters)
            {
                Assert.True(widest.TryGetValue(parameter.Name, out var stored), $"{parameter.Name} of {architecture} is not covered.");
                Assert.Equal(stored.Sizes.Length, parameter.Axes.Length);
                Assert.All(parameter.Axes.Zip(stored.Sizes), pair => Assert.True(pair.First.Length <= pair.Second, $"{parameter.Name} {parameter.Shape} of {architecture}"));
                Assert.Equal(stored.Initialization, parameter.Initialization);
                Assert.Equal(stored.Placements, parameter.Axes.Select(axis => axis.Placement));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Id_ThousandRandomArchitectures_ParsesBackEqual(string name)
    {
        var space = SpaceOf(name);
        var random = new SeededRandom(8, "ids");
        for (var i = 0; i < 1000; i++)
        {
            var architecture = space.Decisions.Sample(random);

            Assert.Equal(architecture, space.Decisions.Parse(architecture.Id));
            Assert.Equal(architecture, space.Decisions.Canonical(architecture.Choices.AsSpan()));
            Assert.Matches("^[0-9a-z]{1,200}$", architecture.Id);
        }
    }

    [Theory]
    [MemberData(nameof(Ascending))]
    public void Expand_OneChoiceRaised_NeverCostsLess(string name)
    {
        var space = SpaceOf(name);
        var random = new SeededRandom(10, "monotone");
        for (var i = 0; i < 40; i++)
        {
            var architecture = space.Decisions.Sample(random);
            var cost = NetworkCost.Of(space.Expand(architecture, space.DefaultInput));
            for (var decision = 0; decision < space.Decisions.Decisions.Length; decision++)
            {
                var raised = architecture.Choices.ToArray();
                raised[decision]++;
                if (raised[decision] < space.Decisions.Decisions[decision].Choices.Length && space.Decisions.IsActive(raised, decision) && space.Decisions.Satisfies(raised))
                {
                    var more = NetworkCost.Of(space.Expand(space.Decisions.Canonical(raised), space.DefaultInput));
                    Assert.True(more.Macs >= cost.Macs && more.Parameters >= cost.Parameters, $"{space.Decisions.Decisions[decision].Name} of {architecture}: {cost} → {more}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Analysis_TwoHundredRandomSubnets_LieWithinTheRanges(string name)
    {
        var space = SpaceOf(name);
        var analysis = SpaceAnalysis.Of(space);
        var random = new SeededRandom(11, "ranges");
        for (var i = 0; i < 200; i++)
        {
            var cost = NetworkCost.Of(space.Expand(space.Decisions.Sample(random), space.DefaultInput));

            Assert.InRange(cost.Macs, analysis.Macs.Min, analysis.Macs.Max);
            Assert.InRange(cost.Parameters, analysis.Parameters.Min, analysis.Parameters.Max);
        }
    }

    [Fact]
    public void Analysis_OnceForAll_CountsSubnetsOfAllResolutions()
    {
        var analysis = SpaceAnalysis.Of(SpaceOf("ofa-mbv3"));

        Assert.Equal(25 * System.Numerics.BigInteger.Pow(7371, 5), analysis.Subnets);
        Assert.Equal(46, analysis.Decisions);
        Assert.Equal(20.74, analysis.Log10Subnets, 0.01);
    }

    [Fact]
    public void Decisions_TieStage_AreNamedByStageAndField() => Assert.Equal(
        [
            "resolution", "stem.width", "conv1.depth", "conv1.width", "conv1.expand", "conv1.kernel", "conv2.depth", "conv2.width", "conv2.expand", "conv2.kernel",
            "vit1.depth", "vit1.width", "vit1.mlpRatio", "vit1.valueScale", "vit2.depth", "vit2.width", "vit2.mlpRatio", "vit2.valueScale", "head.width",
        ],
        SpaceOf("hybrid-tiny").Decisions.Decisions.Select(decision => decision.Name));

    [Fact]
    public void Decisions_TieLayer_AreActiveUpToTheDepth()
    {
        var decisions = SpaceOf("ofa-mbv3").Decisions;
        var (depth, second, third, fourth) = (decisions.IndexOf("stage1.depth"), decisions.IndexOf("stage1.2.kernel"), decisions.IndexOf("stage1.3.kernel"), decisions.IndexOf("stage1.4.kernel"));
        var choices = new int[decisions.Decisions.Length];

        Assert.Empty(decisions.Decisions[second].ActiveWhen);
        Assert.False(decisions.IsActive(choices, third));
        choices[depth] = 1;
        Assert.True(decisions.IsActive(choices, third));
        Assert.False(decisions.IsActive(choices, fourth));
        choices[depth] = 2;
        Assert.True(decisions.IsActive(choices, fourth));
    }

    [Fact]
    public void Decisions_NondecreasingWidths_ConstrainNeighboursThroughPrevious()
    {
        var decisions = SpaceOf("constrained").Decisions;

        Assert.Equal(
            [("stem.width", "b.width"), ("b.width", "c.width"), ("c.width", "d.width"), ("d.width", "e.width")],
            decisions.Constraints.Select(pair => (decisions.Decisions[pair.First].Name, decisions.Decisions[pair.Second].Name)));
    }

    [Fact]
    public void Expand_ResolutionOfTheImages_NeedsNoResize()
    {
        var space = SpaceOf("hybrid-tiny");

        Assert.DoesNotContain(space.Expand(space.Largest, new(1, 28, 28, 10)).Layers, layer => layer.Operation is Operation.Resize);
        var resized = space.Expand(space.Smallest, new(1, 28, 28, 10));
        Assert.Equal(new Operation.Resize(16, 16), resized.Layers[1].Operation);
        Assert.Equal(new Shape(1, 16, 16), resized.Layers[1].Output);
    }

    [Fact]
    public void Expand_ColourImagesOfHundredClasses_FollowsTheInput()
    {
        var space = SpaceOf("hybrid-tiny");

        var network = space.Expand(space.Largest, new(3, 32, 40, 100));

        Assert.Equal(new Shape(3, 32, 40), network.Layers[0].Output);
        Assert.Equal(new Shape(16, 3, 3, 3), network["stem.conv"].Parameter("weight").Shape);
        Assert.Equal(new Shape(100), network.Layers[^1].Output);
    }

    [Fact]
    public void Expand_OnceForAllLargest_HasThePublishedShape()
    {
        var space = SpaceOf("ofa-mbv3");
        var network = space.Expand(space.Largest, new(3, 224, 224, 1000));

        Assert.Equal(new Shape(160, 7, 7), network["stage5.4.add"].Output);
        Assert.Equal(new Shape(960, 7, 7), network["head.expand.conv"].Output);
        Assert.Equal(new Shape(1280), network["head.hidden"].Output);
        Assert.Equal(20, network.Layers.Count(layer => layer.Operation is Operation.Convolution { Groups: > 1, Kernel: 7 }));
        Assert.Equal(12, network.Layers.Count(layer => layer.Operation is Operation.Multiply));
        Assert.Equal(4 + 4 + 1, network.Layers.Where(layer => layer.Operation is Operation.Activate { Activation: Activation.Relu } && layer.Name.EndsWith("depthwise.act", StringComparison.Ordinal)).Count());
    }

    [Fact]
    public void Describe_Architecture_ListsItsActiveDecisions()
    {
        var space = SpaceOf("ofa-mbv3");
        var described = space.Decisions.Describe(space.Smallest).ToDictionary(pair => pair.Key, pair => pair.Value.Text, StringComparer.Ordinal);

        Assert.Equal(1 + (5 * (1 + 2 + 2)), described.Count);
        Assert.Equal("128", described["resolution"]);
        Assert.Equal("2", described["stage1.depth"]);
        Assert.Equal("3", described["stage1.2.kernel"]);
        Assert.DoesNotContain("stage1.3.kernel", described.Keys);
        Assert.Equal(46, space.Decisions.Describe(space.Largest).Length);
    }

    private static SearchSpace SpaceOf(string name) => new(name switch
    {
        "constrained" => SearchSpaceReader.Read(Constrained),
        "cells" => SearchSpaceReader.Read(Cells),
        "composed" => SearchSpaceReader.Read(ComposedSpaces.All),
        _ => BuiltInSpaces.Find(name)!,
    });
}
