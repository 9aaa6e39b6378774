using Microsoft.ML.OnnxRuntime;
using NasStudio.Core.Decisions;
using NasStudio.Core.Networks;
using NasStudio.Core.Randomness;
using NasStudio.Core.Spaces;
using NasStudio.Datasets;
using NasStudio.Export.Onnx;
using NasStudio.Export.Weights;
using NasStudio.Torch.Evaluation;
using NasStudio.Torch.Supernets;

namespace NasStudio.Torch.Tests.Execution;

public sealed class OnnxAgreementTests
{
    [Theory]
    [InlineData("hybrid-tiny", 28, 10)]
    [InlineData("elasticvit-micro", 32, 10)]
    [InlineData("ofa-mbv3", 64, 2)]
    [InlineData("nasbench201", 32, 4)]
    [InlineData("composed-tiny", 28, 10)]
    public void Logits_OfTheExportedFile_AreThoseOfTheSupernet(string name, int side, int architectures) =>
        AssertAgrees(new SearchSpace(BuiltInSpaces.Find(name)!), side, architectures);

    [Fact]
    public void Logits_OfASpaceOfEveryConstruct_AreThoseOfTheSupernet() => AssertAgrees(ComposedSpaces.Small, side: 9, architectures: 12);

    private static void AssertAgrees(SearchSpace space, int side, int architectures)
    {
        var input = new NetworkInput(space.Document.Input.Channels, side, side, 10);
        using var supernet = Supernet.Create(space, input, seed: 1);
        var random = new SeededRandom(3, "onnx");

        AssertAgreement(supernet, [.. Enumerable.Range(0, architectures).Select(_ => space.Expand(space.Decisions.Sample(random), input))], images: 24);
    }

    /// <summary>3.2 billion multiply-accumulates an image, 651 layers, 37.5 million parameters.</summary>
    [Fact]
    public void Logits_OfTheLargestElasticVit_AreThoseOfTheExportedFile()
    {
        var space = new SearchSpace(BuiltInSpaces.Find("elasticvit")!);
        var network = space.Expand(space.Largest, space.DefaultInput);
        using var supernet = Supernet.Create([network], seed: 1);

        AssertAgreement(supernet, [network], images: 2);
    }

    private static void AssertAgreement(Supernet supernet, Network[] networks, int images)
    {
        var input = networks[0].Input;
        using var evaluator = new SubnetEvaluator(supernet, batchSize: images);
        var pictures = Pictures(input, images);
        using var prepared = new PreparedImages(pictures, new ImageNormalization([.. Enumerable.Repeat(0.5f, input.Channels)], [.. Enumerable.Repeat(0.25f, input.Channels)]));
        var parameters = supernet.ToTensors();
        foreach (var network in networks)
        {
            var statistics = evaluator.Recalibrate(network, prepared, images);
            var expected = evaluator.Logits(network, statistics, prepared, images);

            var model = OnnxWriter.Write(network, SubnetWeights.Slice(network, parameters, statistics.Tensors));
            var actual = Run(model, Array.ConvertAll(pictures.Pixels, pixel => ((pixel / 255f) - 0.5f) / 0.25f), input, images);

            var scale = Math.Max(1, expected.Max(row => row.Max(Math.Abs)));
            Assert.Equal(images * input.Classes, actual.Length);
            Assert.NotEqual(expected[0], expected[1]);
            Assert.All(expected.SelectMany(row => row).Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-4f * scale));
        }
    }

    private static LabeledImages Pictures(NetworkInput input, int images)
    {
        var random = new SeededRandom(2, "pictures");
        var pixels = new byte[images * input.Channels * input.Height * input.Width];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)random.NextInt(256);
        }

        return new LabeledImages(input.Channels, input.Height, input.Width, pixels, new int[images]);
    }

    private static float[] Run(byte[] model, float[] pixels, NetworkInput input, int images)
    {
        using var session = new InferenceSession(model);
        using var value = OrtValue.CreateTensorValueFromMemory(pixels, [images, input.Channels, input.Height, input.Width]);
        using var options = new RunOptions();
        using var outputs = session.Run(options, [OnnxWriter.InputName], [value], [OnnxWriter.OutputName]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
