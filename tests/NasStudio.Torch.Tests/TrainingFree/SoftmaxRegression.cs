using NasStudio.Core.Networks;
using NasStudio.Torch.Evaluation;
using NasStudio.Torch.Supernets;

namespace NasStudio.Torch.Tests.TrainingFree;

/// <summary>
/// logits = w · m, m the mean pixel of an image: everything about it can be written down. Here in double precision, from the same
/// weights and images.
/// </summary>
internal sealed class SoftmaxRegression
{
    private readonly double[] _means;
    private readonly long[] _labels;

    public SoftmaxRegression(PreparedImages images, ulong seed)
    {
        var builder = new NetworkBuilder(ToySpace.Input);
        builder.Linear("classify", builder.Mean("mean", builder.Input), ToySpace.Input.Classes, bias: false);
        Network = builder.Build();
        using var supernet = Supernet.Create([Network], seed);
        Weights = [.. supernet.ToTensors()["classify.weight"].Values.Select(weight => (double)weight)];
        _means = [.. images.Pixels.mean([1, 2, 3]).data<float>().ToArray().Select(mean => (double)mean)];
        _labels = [.. images.Labels.data<long>().ToArray()];
    }

    public Network Network { get; }

    public double[] Weights { get; }

    public int Images => _means.Length;

    /// <summary>mean over images of (p − y) m.</summary>
    public double[] Gradient() => [.. Weights.Select((_, c) => Enumerable.Range(0, Images).Average(n => Residual(n, c) * _means[n]))];

    /// <summary>mean over images of m² (diag p − p pᵀ), times a vector.</summary>
    public double[] HessianTimes(double[] vector) => [.. Weights.Select((_, c) => Enumerable.Range(0, Images).Average(n =>
        _means[n] * _means[n] * Probability(n, c) * (vector[c] - vector.Select((value, d) => Probability(n, d) * value).Sum())))];

    /// <summary>a · ∂L/∂a of a logit, the loss the mean over the images.</summary>
    public double OutputTimesGradient(int image, int output) => Weights[output] * _means[image] * Residual(image, output) / Images;

    /// <summary>Whether an output is positive.</summary>
    public bool IsOn(int image, int output) => Weights[output] * _means[image] > 0;

    private double Residual(int image, int output) => Probability(image, output) - (_labels[image] == output ? 1 : 0);

    private double Probability(int image, int output)
    {
        var powers = Weights.Select(weight => Math.Exp(weight * _means[image])).ToArray();
        return powers[output] / powers.Sum();
    }
}
