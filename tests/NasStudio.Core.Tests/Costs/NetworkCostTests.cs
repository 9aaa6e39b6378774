using NasStudio.Core.Costs;
using NasStudio.Core.Networks;
using NasStudio.Core.Spaces;

namespace NasStudio.Core.Tests.Costs;

public sealed class NetworkCostTests
{
    private const string Frame = """
        { "schemaVersion": 1, "name": "small", "input": { "channels": 1, "resolution": 4 }, "stem": { "width": WIDTH, "stride": 1 },
          "stages": [STAGE], "head": { "width": 3 } }
        """;

    [Fact]
    public void Of_OneMbConv_EqualsTheHandComputed()
    {
        var cost = NetworkCost.Of(NetworkOf("2", """{ "name": "s", "block": "mbconv", "depth": 1, "width": 2, "expand": 2, "kernel": 3 }"""));

        // stem 16·2·9; expand 16·2·4, depthwise 16·4·9, project 16·4·2; head 2·3 + 3·10
        Assert.Equal(288 + 128 + 576 + 128 + 6 + 30, cost.Macs);

        // stem 18 + 4; expand 8 + 8, depthwise 36 + 8, project 8 + 4; head 6 + 3 + 30 + 10
        Assert.Equal(22 + 16 + 44 + 12 + 9 + 40, cost.Parameters);

        // in the expansion's norm: what it reads and writes, 4 × 16 each, and the shortcut, 2 × 16, four bytes a number
        Assert.Equal((64 + 64 + 32) * 4, cost.PeakActivationBytes);
    }

    [Fact]
    public void Of_OneTransformer_EqualsTheHandComputed()
    {
        var cost = NetworkCost.Of(NetworkOf(
            "16",
            """{ "name": "s", "block": "transformer", "depth": 1, "width": 16, "mlpRatio": 2, "valueScale": 2, "headDim": 8, "reductionExpand": 1 }"""));

        const int Stem = 16 * 16 * 9;
        const int Entry = (16 * 16 * 9) + (2 * 16 * 4) + (16 * 16 * 16);
        const int Projections = (2 * 16 * 16 * 16) + (16 * 16 * 32) + (16 * 32 * 16);
        const int Scores = 2 * 16 * 16 * (8 + 16);
        const int Local = 16 * 32 * 9;
        const int Mlp = 2 * 16 * 16 * 32;
        Assert.Equal(Stem + Entry + Projections + Scores + Local + Mlp + (16 * 3) + (3 * 10), cost.Macs);
    }

    [Fact]
    public void Of_AnyNetwork_IsTheSumOfItsLayers()
    {
        foreach (var space in BuiltInSpaces.All.Select(document => new SearchSpace(document)))
        {
            var network = space.Expand(space.Largest, space.DefaultInput);
            var cost = NetworkCost.Of(network);

            Assert.Equal(network.Layers.Sum(layer => NetworkCost.MacsOf(network, layer)), cost.Macs);
            Assert.Equal(network.Layers.SelectMany(layer => layer.Parameters).Sum(parameter => parameter.Elements), cost.Parameters);
        }
    }

    [Fact]
    public void Of_StridedDepthwise_CountsOutputPositions()
    {
        var network = new NetworkBuilder(new(6, 5, 5, 2));
        network.Depthwise("dw", network.Input, kernel: 3, stride: 2);

        var cost = NetworkCost.Of(network.Build());

        Assert.Equal(3 * 3 * 6 * 9, cost.Macs);
        Assert.Equal(6 * 9, cost.Parameters);
        Assert.Equal(((6 * 25) + (6 * 9)) * 4, cost.PeakActivationBytes);
    }

    [Fact]
    public void PeakActivationBytes_LateReader_KeepsAnOutputAlive()
    {
        var network = new NetworkBuilder(new(1, 10, 10, 2));
        var a = network.Activate("a", network.Input, Activation.Relu);
        var b = network.Activate("b", a, Activation.Relu);
        network.Add("sum", b, network.Input);

        // In b: the images (read again by the sum), a and b.
        Assert.Equal(3 * 400, NetworkCost.Of(network.Build()).PeakActivationBytes);
    }

    private static Network NetworkOf(string width, string stage)
    {
        var json = Frame.Replace("WIDTH", width, StringComparison.Ordinal).Replace("STAGE", stage, StringComparison.Ordinal);
        var space = new SearchSpace(SearchSpaceReader.Read(json));
        return space.Expand(space.Largest, space.DefaultInput);
    }
}
