using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using NasStudio.Core.Decisions;
using NasStudio.Core.Networks;
using NasStudio.Core.Randomness;
using NasStudio.Core.Spaces;
using NasStudio.Export.Onnx;
using NasStudio.Export.Onnx.Messages;
using NasStudio.Export.Weights;

namespace NasStudio.Export.Tests.Onnx;

public sealed class OnnxWriterTests
{
    private const double Tolerance = 1e-4;

    [Fact]
    public void SampleNetworks_HoldEveryPrimitiveAndActivation()
    {
        var layers = SampleNetworks.All(20).SelectMany(network => network.Layers).ToArray();

        Assert.Equal(
            typeof(Operation).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(Operation))).Select(type => type.Name).Order(),
            layers.Select(layer => layer.Operation.GetType().Name).Distinct().Order());
        Assert.Equal(Enum.GetValues<Activation>(), layers.Select(layer => layer.Operation).OfType<Operation.Activate>().Select(act => act.Activation).Distinct().Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Write_RandomNetworks_AgreeWithPlainLoops(int batch)
    {
        var random = new SeededRandom(11, "onnx", batch);
        foreach (var network in SampleNetworks.All(20))
        {
            AssertAgrees(network, RandomWeights.Of(network, random), batch, random);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Write_RandomSubnetsOfCells_AgreeWithPlainLoops(int batch)
    {
        var random = new SeededRandom(17, "cells", batch);
        var space = new SearchSpace(SearchSpaceReader.Read("""
            {
              "schemaVersion": 1, "name": "cells", "input": { "resolution": 9 }, "stem": { "width": 4, "stride": 1 },
              "cell": { "nodes": 4, "stacks": [{ "width": 4, "depth": [1, 2] }, { "width": 8, "depth": 1 }] }
            }
            """));
        foreach (var architecture in Enumerable.Range(0, 12).Select(_ => space.Decisions.Sample(random)).Append(space.Smallest).Append(space.Largest))
        {
            var network = space.Expand(architecture, new(1, 9, 9, 3));
            AssertAgrees(network, RandomWeights.Of(network, random), batch, random);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Write_RandomSubnetsOfHybridTiny_AgreeWithPlainLoops(int batch) => AssertSubnetsAgree("hybrid-tiny", batch);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Write_RandomSubnetsOfAComposedSpace_AgreeWithPlainLoops(int batch) => AssertSubnetsAgree("composed-tiny", batch);

    [Fact]
    public void Write_BatchNormAsOnlyReader_IsFolded()
    {
        var nodes = Parse(SampleNetworks.All(1)[0]).Graph.Node;

        Assert.DoesNotContain(nodes, node => node.OpType == "BatchNormalization");
        Assert.All(nodes.Where(node => node.OpType == "Conv"), node => Assert.Equal(3, node.Input.Count));
    }

    [Fact]
    public void Write_NormWithZeroWeights_GivesTheShortcutAlone()
    {
        var random = new SeededRandom(3, "fresh");
        var b = new NetworkBuilder(new(2, 4, 4, 2));
        var branch = b.BatchNorm("norm", b.Convolution("conv", b.Input, 2, 3));
        b.Mean("mean", b.Add("add", b.Input, branch));
        var weights = RandomWeights.Of(b.Build(), random);
        weights["norm.weight"] = new([2], [0, 0]);
        weights["norm.bias"] = new([2], [0, 0]);

        var image = RandomWeights.Values(32, random);
        var logits = Run(OnnxWriter.Write(b.Build(), weights), [1, 2, 4, 4], image);

        Assert.Equal(image[..16].Average(), logits[0], 1e-5);
        Assert.Equal(image[16..].Average(), logits[1], 1e-5);
    }

    [Fact]
    public void Write_SameArguments_GivesSameBytes()
    {
        var network = SampleNetworks.All(1)[1];
        var weights = RandomWeights.Of(network, new SeededRandom(1, "weights"));

        Assert.Equal(OnnxWriter.Write(network, weights), OnnxWriter.Write(network, weights));
    }

    [Fact]
    public void Write_Interface_IsTheContracts()
    {
        var network = SampleNetworks.All(1)[2];
        using var session = new InferenceSession(OnnxWriter.Write(network, RandomWeights.Of(network, new SeededRandom(1, "weights")), [new("key", "value")]));

        var (name, input) = Assert.Single(session.InputMetadata);
        Assert.Equal("input", name);
        Assert.Equal([-1, .. network.Layers[0].Output.Sizes], input.Dimensions);
        Assert.Equal("batch", input.SymbolicDimensions[0]);
        Assert.Equal("logits", Assert.Single(session.OutputMetadata).Key);
        Assert.Equal("value", session.ModelMetadata.CustomMetadataMap["key"]);
    }

    [Fact]
    public void Write_WeightsMissingOrOfAnotherShape_NamesThem()
    {
        var network = SampleNetworks.All(1)[0];
        var weights = RandomWeights.Of(network, new SeededRandom(1, "weights"));

        weights["stem.norm.var"] = new([1], [1]);
        Assert.Contains("stem.norm.var", Assert.Throws<ArgumentException>(() => OnnxWriter.Write(network, weights)).Message, StringComparison.Ordinal);
        weights.Remove("stem.norm.var");
        Assert.Contains("stem.norm.var", Assert.Throws<KeyNotFoundException>(() => OnnxWriter.Write(network, weights)).Message, StringComparison.Ordinal);
    }

    private static ModelProto Parse(Network network) =>
        ModelProto.Parser.ParseFrom(OnnxWriter.Write(network, RandomWeights.Of(network, new SeededRandom(1, "weights"))));

    private static void AssertSubnetsAgree(string name, int batch)
    {
        var random = new SeededRandom(13, name, batch);
        var space = new SearchSpace(BuiltInSpaces.Find(name)!);
        foreach (var architecture in Enumerable.Range(0, 6).Select(_ => space.Decisions.Sample(random)).Append(space.Smallest).Append(space.Largest))
        {
            var network = space.Expand(architecture, new(1, 28, 28, 10));
            AssertAgrees(network, RandomWeights.Of(network, random), batch, random);
        }
    }

    private static void AssertAgrees(Network network, Dictionary<string, FloatTensor> weights, int batch, SeededRandom random)
    {
        var size = (int)network.Layers[0].Output.Elements;
        var images = RandomWeights.Values(batch * size, random);

        var logits = Run(OnnxWriter.Write(network, weights), [batch, .. network.Layers[0].Output.Sizes], images);

        var expected = images.Chunk(size).SelectMany(image => new ReferenceInterpreter(network, weights).Run([.. image.Select(value => (double)value)])).ToArray();
        Assert.Equal(expected.Length, logits.Length);

        // Single precision loses in proportion to the largest logit of the batch, not to each one.
        var scale = Math.Max(1, expected.Max(Math.Abs));
        Assert.All(expected.Zip(logits), pair => Assert.Equal(pair.First, pair.Second, Tolerance * scale));
    }

    private static float[] Run(byte[] onnx, int[] shape, float[] images)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var session = new InferenceSession(onnx, options);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("input", new DenseTensor<float>(images, shape))]);
        return [.. results.Single(result => result.Name == "logits").AsEnumerable<float>()];
    }
}
