using NasStudio.Core.Networks;
using NasStudio.Export.Latency;
using NasStudio.Export.Onnx;
using NasStudio.Export.Tests.Onnx;
using NasStudio.Export.Weights;

namespace NasStudio.Export.Tests.Latency;

public sealed class LayerLatencyTests
{
    [Fact]
    public void Measure_ConvolutionWithAHundredTimesTheMacs_HasTheLargestShare()
    {
        var builder = new NetworkBuilder(new(1, 16, 16, 2));
        var narrow = builder.Convolution("narrow", builder.Input, 64, 1);
        var wide = builder.Activate("act", builder.BatchNorm("norm", builder.Convolution("wide", narrow, 64, 3)), Activation.Relu);
        builder.Linear("head", builder.Mean("mean", wide), 2);

        var latency = LayerLatency.Measure(builder.Build(), TestContext.Current.CancellationToken);

        Assert.Equal("wide", latency.Layers.MaxBy(layer => layer.Microseconds ?? 0)!.Layer);
        Assert.Equal([null, null, null], latency.Layers.Where(layer => layer.Layer is "input" or "norm" or "act").Select(layer => layer.Microseconds));
        Assert.True(latency.ReorderingMicroseconds >= 0);
    }

    [Fact]
    public void Measure_OperatorTakenApartInNamelessNodes_IsTimeOfItsLayer()
    {
        var builder = new NetworkBuilder(new(4, 5, 5, 2));
        var tokens = builder.ToTokens("tokens", builder.Input);
        var bent = builder.Activate("bent", builder.BatchNorm("norm", builder.Linear("linear", tokens, 8)), Activation.HSwish);
        builder.Linear("head", builder.Mean("mean", bent), 2);

        var latency = LayerLatency.Measure(builder.Build(), TestContext.Current.CancellationToken);

        Assert.Equal(0, latency.ReorderingMicroseconds);
        Assert.NotNull(latency.Layers.Single(layer => layer.Layer == "bent").Microseconds);
    }

    [Fact]
    public void Measure_NetworksOfEveryPrimitive_NamesTheirLayersWithSharesOfOneWhole()
    {
        foreach (var network in SampleNetworks.All(2))
        {
            var latency = LayerLatency.Measure(network, TestContext.Current.CancellationToken);

            Assert.Equal(network.Layers.Select(layer => layer.Name), latency.Layers.Select(layer => layer.Layer));
            Assert.Equal(1, latency.Layers.Sum(layer => latency.Share(layer.Microseconds ?? 0)) + latency.Share(latency.ReorderingMicroseconds), 1e-9);
            Assert.All(latency.Layers, layer => Assert.True(layer.Microseconds is null or >= 0));
        }
    }

    [Fact]
    public void Measure_ReferenceNetwork_GivesEveryConvolutionAndLinearLayerATimeOfItsOwn()
    {
        var network = ReferenceNetwork.Build();

        var latency = LayerLatency.Measure(network, TestContext.Current.CancellationToken);

        var working = network.Layers.Where(layer => layer.Operation is Operation.Convolution or Operation.Linear or Operation.Attention).Select(layer => layer.Name);
        Assert.Empty(working.Except(latency.Layers.Where(layer => layer.Microseconds is not null).Select(layer => layer.Layer)));
    }

    [Fact]
    public void Measure_Canceled_Throws() =>
        Assert.Throws<OperationCanceledException>(() => LayerLatency.Measure(ReferenceNetwork.Build(), new CancellationToken(canceled: true)));

    [Fact]
    public void Measure_DoneOrCanceled_LeavesNoFiles()
    {
        var folder = Directory.CreateTempSubdirectory("nasstudio-layers-");
        try
        {
            LayerLatency.Measure(ReferenceNetwork.Build(), folder.FullName, TestContext.Current.CancellationToken);
            Assert.Throws<OperationCanceledException>(() => LayerLatency.Measure(ReferenceNetwork.Build(), folder.FullName, new CancellationToken(canceled: true)));

            Assert.Empty(folder.EnumerateFileSystemInfos());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("stem.norm_nchwc", "stem")]
    [InlineData("fused head.step", "head")]
    [InlineData("head.step/MatMulScaleFusion/", "head")]
    [InlineData("stem.norm_2", "other")]
    [InlineData("stem.normal", null)]
    [InlineData("ReorderOutput", null)]
    public void ByName_OfAnOptimisedNode_IsTheLayerItsNameComesFrom(string node, string? layer)
    {
        var written = new Dictionary<string, string> { ["stem.norm"] = "stem", ["stem.norm_2"] = "other", ["head.step"] = "head" };

        Assert.Equal(layer, new NodeOwners(ReferenceNetwork.Build(), written, ReferenceNetwork.Onnx()).ByName(node));
    }

    [Fact]
    public void WriteTraced_FoldedPair_BelongsToTheConvolution()
    {
        var network = ReferenceNetwork.Build();

        var (_, layers) = OnnxWriter.WriteTraced(network, FreshWeights.Of(network, "any"));

        Assert.Equal(("stem.conv", "head"), (layers["stem.norm"], layers[OnnxWriter.OutputName]));
    }
}
