using NasStudio.Torch.Execution;
using static TorchSharp.torch;

namespace NasStudio.Torch.TrainingFree;

/// <summary>
/// −Σ w · (H g), H the Hessian of the loss and g its gradient (Wang et al. 2020): how removing weights would change the flow of
/// the gradient.
/// </summary>
/// <remarks>
/// H g is the central difference of the gradient along g, in double precision, as libtorch cannot differentiate hard-sigmoid
/// twice. The step is so short that hardly ever an activation crosses a kink on the way, where the difference would see the
/// jump of the slope and a second derivative would not.
/// </remarks>
internal sealed class GraspMetric : ITrainingFreeMetric
{
    /// <summary>Length of the step as a part of that of the weights: 1e-16 / 1e-8 leaves eight digits.</summary>
    private const double Step = 1e-8;

    public double Measure(FreshNetwork network)
    {
        var fresh = Array.ConvertAll(network.Plan.Bind(network.Weights), parameter => parameter.to(ScalarType.Float64));
        var weights = FreshNetwork.WeightIndices(network.Plan);
        var images = network.Images.to(ScalarType.Float64);
        var gradient = GradientAt(fresh);
        double Length(Func<int, Tensor> of) => Math.Sqrt(weights.Sum(index => of(index).square().sum().item<double>()));
        var step = Step * Length(index => fresh[index]) / Length(index => gradient[index]);
        if (!double.IsFinite(step))
        {
            return double.NaN;
        }

        var (ahead, behind) = (GradientAt(Moved(step)), GradientAt(Moved(-step)));
        return -weights.Sum(index => fresh[index].mul(ahead[index].sub(behind[index])).sum().item<double>()) / (2 * step);

        Tensor[] Moved(double by) => [.. fresh.Select((parameter, index) => weights.Contains(index) ? parameter.add(gradient[index], by) : parameter)];

        Tensor[] GradientAt(Tensor[] parameters)
        {
            var leaves = Array.ConvertAll(parameters, parameter => parameter.detach().requires_grad_());
            nn.functional.cross_entropy(network.Plan.Forward(images, leaves, Normalization.Batch), network.Labels).backward();
            return Array.ConvertAll(leaves, leaf => leaf.grad ?? leaf.zeros_like());
        }
    }
}
