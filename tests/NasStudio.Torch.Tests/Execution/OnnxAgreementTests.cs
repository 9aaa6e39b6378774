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
    private const int Images = 24;

    [Theory]
    [InlineData("hybrid-tiny", 28, 10)]
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
        using var evaluator = new SubnetEvaluator(supernet, batchSize: Images);
        var pictures = Pictures(input);
        using var images = new PreparedImages(pictures, new ImageNormalization([.. Enumerable.Repeat(0.5f, input.Channels)], [.. Enumerable.Repeat(0.25f, input.Channels)]));
        var parameters = supernet.ToTensors();
        var random = new SeededRandom(3, "onnx");
        for (var i = 0; i < architectures; i++)
        {
            var network = space.Expand(space.Decisions.Sample(random), input);
            var statistics = evaluator.Recalibrate(network, images, Images);
            var expected = evaluator.Logits(network, statistics, images, Images);

            var model = OnnxWriter.Write(network, SubnetWeights.Slice(network, parameters, statistics.Tensors));
            var actual = Run(model, Array.ConvertAll(pictures.Pixels, pixel => ((pixel / 255f) - 0.5f) / 0.25f), input);

            var scale = Math.Max(1, expected.Max(row => row.Max(Math.Abs)));
            Assert.All(expected.SelectMany(row => row).Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-4f * scale));
        }
    }

    private static LabeledImages Pictures(NetworkInput input)
    {
        var random = new SeededRandom(2, "pictures");
        var pixels = new byte[Images * input.Channels * input.Height * input.Width];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)random.NextInt(256);
        }

        return new LabeledImages(input.Channels, input.Height, input.Width, pixels, new int[Images]);
    }

    private static float[] Run(byte[] model, float[] pixels, NetworkInput input)
    {
        using var session = new InferenceSession(model);
        using var value = OrtValue.CreateTensorValueFromMemory(pixels, [Images, input.Channels, input.Height, input.Width]);
        using var options = new RunOptions();
        using var outputs = session.Run(options, [OnnxWriter.InputName], [value], [OnnxWriter.OutputName]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
