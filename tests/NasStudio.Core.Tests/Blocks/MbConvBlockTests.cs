using System.Collections.Immutable;
using NasStudio.Core.Blocks;
using NasStudio.Core.Decisions;
using NasStudio.Core.Networks;

namespace NasStudio.Core.Tests.Blocks;

public sealed class MbConvBlockTests
{
    [Fact]
    public void Expand_ExpansionOfOne_OmitsTheExpansion() =>
        Assert.DoesNotContain(LayersOf(width: 8, stride: 1, expand: 1), layer => layer.Name.Contains("expand", StringComparison.Ordinal));

    [Fact]
    public void Expand_Layers_AreInOrder() => Assert.Equal(
        [
            "input", "s.1.expand.conv", "s.1.expand.norm", "s.1.expand.act", "s.1.depthwise.conv", "s.1.depthwise.norm", "s.1.depthwise.act",
            "s.1.squeeze.mean", "s.1.squeeze.reduce", "s.1.squeeze.relu", "s.1.squeeze.restore", "s.1.squeeze.gate", "s.1.squeeze.scale",
            "s.1.project.conv", "s.1.project.norm", "s.1.shortcut.pool", "s.1.shortcut.conv", "s.1.add",
        ],
        LayersOf(width: 16, stride: 2, expand: 4, squeeze: 0.25, shortcut: "projection").Select(layer => layer.Name));

    [Theory]
    [InlineData(8, 1, "identity", true)]
    [InlineData(8, 2, "identity", false)]
    [InlineData(16, 1, "identity", false)]
    [InlineData(16, 1, "projection", true)]
    [InlineData(8, 2, "projection", true)]
    public void Expand_FirstLayer_HasAShortcutWhereItFits(int width, int stride, string shortcut, bool added) =>
        Assert.Equal(added, LayersOf(width, stride, expand: 2, shortcut: shortcut).Any(layer => layer.Operation is Operation.Add));

    [Fact]
    public void Expand_SqueezeOfAQuarter_RoundsDownAndNeverToNothing()
    {
        Assert.Equal(new Shape(6), LayersOf(width: 8, stride: 1, expand: 3, squeeze: 0.25).Single(layer => layer.Name == "s.1.squeeze.reduce").Output);
        Assert.Equal(new Shape(1), LayersOf(width: 8, stride: 1, expand: 1, squeeze: 0.01).Single(layer => layer.Name == "s.1.squeeze.reduce").Output);
    }

    private static ImmutableArray<Layer> LayersOf(int width, int stride, int expand, double squeeze = 0, string shortcut = "identity")
    {
        var network = new NetworkBuilder(new(8, 9, 9, 10));
        var layer = new LayerChoices(new Dictionary<string, Choice>(StringComparer.Ordinal)
        {
            ["expand"] = new(expand),
            ["kernel"] = new(3),
            ["squeezeExcite"] = squeeze > 0 ? new(squeeze) : new("false"),
            ["shortcut"] = new(shortcut),
        });
        new MbConvBlock().Expand(network, new("s", stride, width, Activation.HSwish, [layer]), network.Input);
        return network.Build().Layers;
    }
}
