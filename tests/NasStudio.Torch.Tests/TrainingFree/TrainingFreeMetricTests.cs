using NasStudio.Core.Decisions;
using NasStudio.Core.Networks;
using NasStudio.Core.Spaces;
using NasStudio.Datasets;
using NasStudio.Torch.Evaluation;
using NasStudio.Torch.Execution;
using NasStudio.Torch.Supernets;
using NasStudio.Torch.TrainingFree;
using static TorchSharp.torch;

namespace NasStudio.Torch.Tests.TrainingFree;

/// <summary>Known answers on networks small enough to write them down, and laws that hold on all.</summary>
public sealed class TrainingFreeMetricTests
{
    private const ulong Seed = 5;
    private static readonly string[] OfGradients = ["fisher", "grad_norm", "grasp", "snip"];

    [Fact]
    public void Measure_SoftmaxRegression_GradientMetricsAreTheFormulas()
    {
        using var scope = NewDisposeScope();
        using var images = ToyImages.Prepare(24);
        var regression = new SoftmaxRegression(images, Seed);
        var gradient = regression.Gradient();
        var fisher = Enumerable.Range(0, regression.Images).Average(image =>
            gradient.Select((_, output) => Math.Pow(regression.OutputTimesGradient(image, output), 2)).Sum() / 2);
        double[] expected =
        [
            fisher,
            Math.Sqrt(gradient.Sum(value => value * value)),
            -regression.Weights.Zip(regression.HessianTimes(gradient), (weight, value) => weight * value).Sum(),
            regression.Weights.Zip(gradient, (weight, value) => Math.Abs(weight * value)).Sum(),
        ];

        var measured = Measure(images, OfGradients, regression.Network);

        Assert.All(expected.Zip(measured), pair => Assert.Equal(pair.First, pair.Second, 1e-4 * Math.Abs(pair.First)));
    }

    [Fact]
    public void Measure_WholeNetwork_GraspIsWhatTwoBackwardPassesGive()
    {
        // Without squeeze-and-excitation, whose hard-sigmoid has no second derivative in libtorch.
        using var scope = NewDisposeScope();
        using var images = ToyImages.Prepare(16);
        var space = new ToySpace();
        var choices = space.Largest.Choices.ToArray();
        choices[space.Decisions.IndexOf("conv.squeeze")] = 0;
        var network = space.Expand(space.Decisions.Canonical(choices));
        using var weights = Supernet.Create([network], Seed);
        using var positions = new PositionIndices();
        var plan = new Plan(network, positions);
        var leaves = Array.ConvertAll(plan.Bind(weights), parameter => parameter.to(ScalarType.Float64).requires_grad_());
        var indices = FreshNetwork.WeightIndices(plan);
        var loss = nn.functional.cross_entropy(plan.Forward(images.Pixels.to(ScalarType.Float64), leaves, Normalization.Batch), images.Labels);
        var gradients = autograd.grad([loss], [.. indices.Select(index => leaves[index])], retain_graph: true, create_graph: true);
        gradients.Select(gradient => gradient.mul(gradient.detach()).sum()).Aggregate((sum, term) => sum.add(term)).backward();

        var expected = -indices.Sum(index => leaves[index].detach().mul(leaves[index].grad!).sum().item<double>());

        Assert.NotEqual(0, expected);
        Assert.Equal(expected, Measure(images, ["grasp"], network)[0], 1e-4 * Math.Abs(expected));
    }

    [Fact]
    public void Measure_Synflow_IsTheLayersTimesTheSumOfAllPaths()
    {
        // By Euler's theorem: the sum of the logits is homogeneous of degree one in each layer's weights.
        using var scope = NewDisposeScope();
        using var images = ToyImages.Prepare(8);
        var network = ConvolutionNetwork(Activation.HSwish);
        using var weights = Supernet.Create([network], Seed);
        var convolution = weights.ToTensors()["conv.weight"].Values;
        var classifier = weights.ToTensors()["classify.weight"].Values;
        var (side, channels) = (ToySpace.Input.Height, 3);
        var sum = 0.0;
        for (var channel = 0; channel < channels; channel++)
        {
            // A tap of a 3×3 kernel lies on a pixel at side − 1 of the positions along each axis that it reaches over the edge.
            var mean = Enumerable.Range(0, 9).Sum(tap =>
                Math.Abs(convolution[(channel * 9) + tap]) * (tap % 3 == 1 ? side : side - 1) * (tap / 3 == 1 ? side : side - 1)) / (side * side);
            sum += mean * Enumerable.Range(0, ToySpace.Input.Classes).Sum(output => Math.Abs(classifier[(output * channels) + channel]));
        }

        Assert.Equal(Math.Log(2 * sum), Measure(images, ["synflow"], network)[0], 1e-6);
    }

    [Fact]
    public void Measure_Synflow_DoesNotDependOnTheImages()
    {
        var space = new ToySpace();
        var network = space.Expand(space.Largest);
        using var first = ToyImages.Prepare(8, seed: 1);
        using var second = ToyImages.Prepare(12, seed: 2);

        Assert.Equal(Measure(first, ["synflow"], network), Measure(second, ["synflow"], network));
        Assert.NotEqual(Measure(first, ["snip"], network), Measure(second, ["snip"], network));
    }

    [Fact]
    public void Measure_LinearNetwork_JacobiansAreAllEqual()
    {
        using var images = ToyImages.Prepare(6);
        const double k = 1e-5;

        // Correlations that are all 1 have the eigenvalues 6 and five times 0.
        var expected = -(5 * (Math.Log(k) + (1 / k))) - Math.Log(6 + k) - (1 / (6 + k));

        Assert.Equal(expected, Measure(images, ["jacob_cov"], ConvolutionNetwork(activation: null))[0], 1e-6 * Math.Abs(expected));
        Assert.True(Measure(images, ["jacob_cov"], ConvolutionNetwork(Activation.Relu))[0] > expected / 2);
    }

    [Fact]
    public void Measure_ConstantJacobian_IsMissing()
    {
        using var images = ToyImages.Prepare(6);

        Assert.Equal([double.NaN], Measure(images, ["jacob_cov"], new SoftmaxRegression(images, Seed).Network));
    }

    /// <summary>All operations of the cell are zero, so that no logit depends on a pixel: a candidate like any other.</summary>
    [Fact]
    public void Measure_CellThatReadsNothing_JacobianIsMissingAndNoMetricFails()
    {
        using var images = ToyImages.Prepare(6);
        var cells = new SearchSpace(BuiltInSpaces.Find("nasbench201")!);
        var network = cells.Expand(cells.Smallest, ToySpace.Input);

        var measured = Measure(images, [.. TrainingFreeProbe.Names], network);

        Assert.Contains("none", cells.Decisions.DescribeAsText(cells.Smallest).Select(choice => choice.Value));
        Assert.Equal(double.NaN, measured[TrainingFreeProbe.Names.IndexOf("jacob_cov")]);
        Assert.True(double.IsFinite(measured[TrainingFreeProbe.Names.IndexOf("grad_norm")]));
    }

    [Theory]
    [InlineData(Activation.Relu)]
    [InlineData(Activation.HSwish)]
    public void Measure_TwoImages_NaswotIsTheDeterminantOfTheirCodes(Activation activation)
    {
        using var scope = NewDisposeScope();
        using var images = Prepare(dark: 10, bright: 200);
        var regression = new SoftmaxRegression(images, Seed);
        var builder = new NetworkBuilder(ToySpace.Input);
        var classify = builder.Linear("classify", builder.Mean("mean", builder.Input), ToySpace.Input.Classes, bias: false);
        builder.Activate("act", classify, activation);
        var shared = Enumerable.Range(0, ToySpace.Input.Classes).Count(output => regression.IsOn(0, output) == regression.IsOn(1, output));
        var all = ToySpace.Input.Classes;

        Assert.Equal(Math.Log((all * all) - (shared * shared)), Measure(images, ["naswot"], builder.Build())[0], 1e-9);
    }

    [Fact]
    public void Measure_EqualImages_NaswotIsMissing()
    {
        using var images = Prepare(dark: 80, bright: 80);

        Assert.Equal([double.NaN], Measure(images, ["naswot"], ConvolutionNetwork(Activation.Relu)));
    }

    private static double[] Measure(PreparedImages images, string[] metrics, Network network)
    {
        using var probe = new TrainingFreeProbe(images, Seed);
        return probe.Measure([network], metrics)[0];
    }

    private static Network ConvolutionNetwork(Activation? activation)
    {
        var builder = new NetworkBuilder(ToySpace.Input);
        var map = builder.Convolution("conv", builder.Input, 3, 3);
        map = activation is { } kind ? builder.Activate("act", map, kind) : map;
        builder.Linear("classify", builder.Mean("mean", map), ToySpace.Input.Classes, bias: false);
        return builder.Build();
    }

    /// <summary>Two images of one grey each; the normalisation makes the dark one negative.</summary>
    private static PreparedImages Prepare(byte dark, byte bright)
    {
        var (height, width) = (ToySpace.Input.Height, ToySpace.Input.Width);
        byte[] pixels = [.. Enumerable.Repeat(dark, height * width), .. Enumerable.Repeat(bright, height * width)];
        return new PreparedImages(new LabeledImages(1, height, width, pixels, [0, 1]), new ImageNormalization([0.3f], [0.25f]));
    }
}
