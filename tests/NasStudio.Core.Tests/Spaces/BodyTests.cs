using System.Numerics;
using NasStudio.Core.Costs;
using NasStudio.Core.Decisions;
using NasStudio.Core.Networks;
using NasStudio.Core.Randomness;
using NasStudio.Core.Spaces;

namespace NasStudio.Core.Tests.Spaces;

/// <summary>Composed spaces: what they count, cover and cost, against all their architectures one by one.</summary>
public sealed class BodyTests
{
    /// <summary>Small bodies, and how many networks each describes, counted by hand.</summary>
    public static TheoryData<string, int> Small => new()
    {
        // 2 kernels · 2 widths + 3 kernels + 1.
        { """[{ "or": [{ "layer": "conv", "kernel": [1, 3], "width": [4, 8] }, { "layer": "depthwise", "kernel": [3, 5, 7] }, { "layer": "identity" }] }]""", (2 * 2) + 3 + 1 },

        // Once, twice or three times, 2 kernels each.
        { """[{ "repeat": [1, 2, 3], "tie": false, "body": [{ "layer": "conv", "kernel": [1, 3] }] }]""", 2 + 4 + 8 },
        { """[{ "repeat": [1, 2, 3], "body": [{ "layer": "conv", "kernel": [1, 3] }] }]""", 3 * 2 },
        { """[{ "optional": [{ "layer": "conv", "width": [2, 6, 9] }] }, { "optional": [{ "layer": "depthwise" }] }]""", (1 + 3) * 2 },

        // A condition on a word and one on a number; the second conv exists with the first at width 8 only.
        { """[{ "or": [{ "layer": "conv", "width": [4, 8], "name": "a" }, { "layer": "pool" }], "name": "x" }, { "layer": "conv", "kernel": [1, 3], "when": { "decision": "x.a.width", "is": 8 } }]""", 1 + 2 + 1 },
        { """[{ "layer": "conv", "width": [8, 16], "name": "a" }, { "concat": [{ "layer": "conv", "kernel": [1, 3] }, { "layer": "mbconv", "width": [4, 8], "expand": [1, 2], "when": { "decision": "a.width", "is": 16 } }, { "layer": "identity" }] }]""", 2 + (2 * 2 * 2) },

        // The layer of a repetition looks at the choice of its own: pool and a kernel of two, or not.
        { """[{ "repeat": [1, 2], "tie": false, "name": "r", "body": [{ "or": [{ "layer": "pool" }, { "layer": "depthwise" }], "name": "o" }, { "layer": "conv", "kernel": [1, 3], "when": { "decision": "o", "is": "pool" } }] }]""", 3 + 9 },

        // Nested: in the tied repetition the widths are shared, so what enters the second time follows from them.
        { """[{ "repeat": [1, 2], "name": "r", "body": [{ "layer": "mbconv", "width": [4, 12], "expand": 2, "shortcut": "projection" }, { "optional": [{ "add": [{ "layer": "conv", "kernel": [1, 3] }, { "layer": "identity" }] }] }] }]""", 2 * 2 * (1 + 2) },

        // Sizes differ by choice, and a transformer's table follows them; the resolution decides on the last layer.
        { """[{ "or": [{ "layer": "conv", "stride": 2, "width": 16 }, { "layer": "conv", "width": [8, 24] }], "name": "s" }, { "layer": "transformer", "headDim": 8, "mlpRatio": [1, 2] }, { "layer": "conv", "when": { "decision": "resolution", "is": 8 } }]""", 3 * 2 },
        { """[{ "layer": "conv", "kernel": 3 }]""", 1 },
    };

    [Theory]
    [MemberData(nameof(Small))]
    public void Count_SmallBody_IsTheNumberOfDistinctNetworks(string body, int networks)
    {
        var space = ComposedSpaces.Of(body);

        Assert.Equal(networks, space.Decisions.Count());
        Assert.Equal(networks, EveryVector(space.Decisions).Select(choices => space.Decisions.Canonical(choices).Id).Distinct().Count());
        Assert.Equal(networks, space.Decisions.Enumerate().Select(architecture => Describe(space.Expand(architecture, space.DefaultInput))).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Small))]
    public void Extremes_SmallBody_AreThoseOfAllArchitectures(string body, int networks)
    {
        var space = ComposedSpaces.Of(body);
        var costs = space.Decisions.Enumerate().Select(architecture => NetworkCost.Of(space.Expand(architecture, space.DefaultInput))).ToArray();
        var analysis = SpaceAnalysis.Of(space);

        Assert.Equal(networks, costs.Length);
        Assert.Equal(costs.Min(cost => cost.Macs), NetworkCost.Of(space.Expand(space.Smallest, space.DefaultInput)).Macs);
        Assert.Equal(costs.Max(cost => cost.Macs), NetworkCost.Of(space.Expand(space.Largest, space.DefaultInput)).Macs);
        Assert.Equal(new(costs.Min(cost => cost.Macs), costs.Max(cost => cost.Macs)), analysis.Macs);
        Assert.Equal(new(costs.Min(cost => cost.Parameters), costs.Max(cost => cost.Parameters)), analysis.Parameters);
    }

    [Theory]
    [MemberData(nameof(Small))]
    public void CoveringSet_SmallBody_HoldsEveryParameterAndNothingWider(string body, int networks)
    {
        var space = ComposedSpaces.Of(body);

        var covered = Widest(space, space.CoveringSet());

        Assert.Equal(Widest(space, space.Decisions.Enumerate()).OrderBy(pair => pair.Key, StringComparer.Ordinal), covered.OrderBy(pair => pair.Key, StringComparer.Ordinal));
        Assert.True(networks > 0);
    }

    [Fact]
    public void Count_ChainOfEightLayersWithThreeChoices_Is6561()
    {
        var node = """{ "or": [{ "layer": "conv", "kernel": 3 }, { "layer": "depthwise" }, { "layer": "identity" }] }""";

        var space = ComposedSpaces.Of($"[{string.Join(", ", Enumerable.Repeat(node, 8))}]");

        Assert.Equal(6561, space.Decisions.Count());
        Assert.Equal(6561, space.Decisions.Enumerate().Count());
        Assert.Equal(6561, ComposedSpaces.Of($$"""[{ "repeat": 8, "tie": false, "body": [{{node}}] }]""").Decisions.Count());
    }

    [Fact]
    public void Decisions_EveryConstruct_AreNamedByTheirPath()
    {
        var decisions = new SearchSpace(SearchSpaceReader.Read(ComposedSpaces.All)).Decisions;

        Assert.Equal(
            [
                "resolution: 8, 12", "stem.width: 4, 8", "stem.kernel: 1, 3",
                "mix: conv, depthwise+conv, identity", "mix.conv.width: 8, 12", "mix.conv.kernel: 1, 3", "mix.depthwise+conv.depthwise1.kernel: 3, 5",
                "deep: 1, 3",
                "deep.1.mbconv1.width: 8, 16", "deep.1.mbconv1.expand: 1, 2", "deep.1.mbconv1.kernel: 3, 5", "deep.1.rest: pool, identity", "deep.1.conv3.kernel: 1, 3",
                "deep.2.mbconv1.width: 8, 16", "deep.2.mbconv1.expand: 1, 2", "deep.2.mbconv1.kernel: 3, 5", "deep.2.rest: pool, identity", "deep.2.conv3.kernel: 1, 3",
                "deep.3.mbconv1.width: 8, 16", "deep.3.mbconv1.expand: 1, 2", "deep.3.mbconv1.kernel: 3, 5", "deep.3.rest: pool, identity", "deep.3.conv3.kernel: 1, 3",
                "shrink: no, yes", "join.3.conv1.width: 2, 6", "tied: 1, 2", "tied.mbconv1.width: 8, 24", "tied.pick: conv, identity", "tied.pick.conv.width: 8, 32",
                "add6.1.conv1.kernel: 1, 3", "transformer7.width: 16, 32", "head.width: 16, 24",
            ],
            decisions.Decisions.Select(decision => $"{decision.Name}: {string.Join(", ", decision.Choices)}"));
    }

    [Fact]
    public void Count_EveryConstruct_IsTheProductByHand()
    {
        // stem · mix (conv: 4, row: 2, identity: 1, the last concat branch counting with conv and identity) · deep · shrink
        // with the transformer's two widths · tied · add · head; each repetition of deep: 8 · (2 with pool + 1 without).
        var mix = ((4 + 1) * 2) + 2;
        var deep = 24 + (24 * 24 * 24);

        Assert.Equal(2 * 4 * mix * deep * (2 + 1) * (2 * 2 * (2 + 1)) * 2 * (BigInteger)2, new SearchSpace(SearchSpaceReader.Read(ComposedSpaces.All)).Decisions.Count());
    }

    [Fact]
    public void Canonical_AlternativeNotChosen_HasIndexZeroInside()
    {
        var decisions = new SearchSpace(SearchSpaceReader.Read(ComposedSpaces.All)).Decisions;
        var choices = decisions.Decisions.Select(decision => decision.Choices.Length - 1).ToArray();
        choices[decisions.IndexOf("mix")] = 1;
        choices[decisions.IndexOf("deep.2.rest")] = 1;

        var described = decisions.Describe(decisions.Canonical(choices)).Select(pair => pair.Key).ToArray();

        Assert.Contains("mix.depthwise+conv.depthwise1.kernel", described);
        Assert.Empty(described.Intersect(["mix.conv.width", "mix.conv.kernel", "deep.2.conv3.kernel", "join.3.conv1.width", "transformer7.width"]));
    }

    [Fact]
    public void Expand_RepeatAndBranches_HaveTheShapesOfTheDocument()
    {
        var space = new SearchSpace(SearchSpaceReader.Read(ComposedSpaces.All));
        var choices = new int[space.Decisions.Decisions.Length];
        choices[space.Decisions.IndexOf("deep")] = 1;
        choices[space.Decisions.IndexOf("shrink")] = 1;
        choices[space.Decisions.IndexOf("tied")] = 1;

        var network = space.Expand(space.Decisions.Canonical(choices), new(2, 8, 8, 10));

        Assert.Equal(new Shape(8, 8, 8), network["deep.3.conv3.act"].Output);
        Assert.Equal(new Shape(8, 4, 4), network["shrink.pool1.pool"].Output);
        Assert.Equal(new Shape(4 + 8 + 2, 4, 4), network["join.concat"].Output);
        Assert.Equal(["join.1.conv1.act", "shrink.pool1.pool", "join.3.conv1.act"], network["join.concat"].Inputs);
        Assert.Equal(new Shape(28, 14, 1, 1), network["tied.1.mbconv1.1.expand.conv"].Parameter("weight").Shape);
        Assert.Equal(new Shape(8, 4, 4), network["tied.2.pick.conv.act"].Output);
        Assert.Equal(["add6.1.conv1.act", "tied.2.pick.conv.act"], network["add6.add1"].Inputs);
        Assert.DoesNotContain(network.Layers, layer => layer.Stage == "transformer7");
    }

    [Fact]
    public void Extremes_ThreeHundredRandomArchitectures_LieBetween()
    {
        var space = new SearchSpace(SearchSpaceReader.Read(ComposedSpaces.All));
        var (least, most) = (Macs(space.Smallest), Macs(space.Largest));
        var random = new SeededRandom(3, "extremes");

        Assert.All(Enumerable.Range(0, 300), _ => Assert.InRange(Macs(space.Decisions.Sample(random)), least, most));

        long Macs(Architecture architecture) => NetworkCost.Of(space.Expand(architecture, space.DefaultInput)).Macs;
    }

    /// <summary>Every vector of indices, whether its decisions count or not.</summary>
    private static IEnumerable<int[]> EveryVector(DecisionSpace space) => space.Decisions.Aggregate(
        (IEnumerable<int[]>)[[]],
        (vectors, decision) => vectors.SelectMany(vector => Enumerable.Range(0, decision.Choices.Length), (vector, choice) => (int[])[.. vector, choice]));

    /// <summary>All that makes a network: layers, what they read, their settings and the shapes of their parameters.</summary>
    private static string Describe(Network network) => string.Join('\n', network.Layers.Select(layer =>
        $"{layer.Name} {layer.Operation} {string.Join(' ', layer.Inputs)} {layer.Output} {string.Join(' ', layer.Parameters.Select(parameter => parameter.Shape))}"));

    private static Dictionary<string, string> Widest(SearchSpace space, IEnumerable<Architecture> architectures) => architectures
        .SelectMany(architecture => space.Expand(architecture, space.DefaultInput).Parameters)
        .GroupBy(parameter => parameter.Name, StringComparer.Ordinal)
        .ToDictionary(
            group => group.Key,
            group => string.Join('×', group.Aggregate(group.First().Shape.Sizes.AsEnumerable(), (sizes, parameter) => sizes.Zip(parameter.Shape.Sizes, Math.Max))),
            StringComparer.Ordinal);
}
