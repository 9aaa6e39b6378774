using System.Collections.Immutable;
using NasStudio.Core.Networks;
using NasStudio.Torch.Execution;
using static TorchSharp.torch;

namespace NasStudio.Torch.TrainingFree;

/// <summary>
/// The natural logarithm of Σ |w · ∂R/∂w|, R the sum of the logits, with all parameters replaced by their absolute values, every
/// pixel 1 and no batch or layer norm (Tanaka et al. 2020): the strength of all paths through the network, whatever the data.
/// The logarithm, because the sum spans tens of powers of ten over a space; the order is the same.
/// </summary>
/// <remarks>
/// ReLU is the identity on positive values. Hard-swish and swish are taken for the identity, too, so that paths multiply; gates of
/// squeeze-and-excitation (hard-sigmoid) and attention stay as they are. In double precision, where deep paths do not overflow.
/// </remarks>
internal sealed class SynflowMetric : ITrainingFreeMetric
{
    public double Measure(FreshNetwork network)
    {
        using var positions = new PositionIndices();
        var plan = new Plan(Linearised(network.Plan.Network), positions);
        var leaves = Array.ConvertAll(plan.Bind(network.Weights), parameter => parameter.abs().to(ScalarType.Float64).detach().requires_grad_());
        var image = ones([1, .. network.Images.shape[1..]], dtype: ScalarType.Float64);
        plan.Forward(image, leaves, Normalization.Batch).sum().backward();
        var sum = 0.0;
        foreach (var index in FreshNetwork.WeightIndices(plan))
        {
            sum += leaves[index].grad is { } gradient ? leaves[index].detach().mul(gradient).abs().sum().item<double>() : 0;
        }

        return Math.Log(sum);
    }

    /// <summary>Without norms and activations that pass positive values; what read one of these reads what it read.</summary>
    private static Network Linearised(Network network)
    {
        var standIns = new Dictionary<string, string>(StringComparer.Ordinal);
        var layers = ImmutableArray.CreateBuilder<Layer>();
        foreach (var layer in network.Layers)
        {
            var inputs = layer.Inputs.Select(name => standIns.GetValueOrDefault(name, name)).ToImmutableArray();
            if (layer.Operation is Operation.BatchNorm or Operation.LayerNorm or Operation.Activate { Activation: not Activation.HSigmoid })
            {
                standIns.Add(layer.Name, inputs[0]);
            }
            else
            {
                layers.Add(layer with { Inputs = inputs });
            }
        }

        return new Network(network.Input, layers.ToImmutable());
    }
}
