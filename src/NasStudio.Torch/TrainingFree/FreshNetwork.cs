using System.Collections.Immutable;
using NasStudio.Core.Networks;
using NasStudio.Torch.Execution;
using NasStudio.Torch.Supernets;
using static TorchSharp.torch;

namespace NasStudio.Torch.TrainingFree;

/// <summary>
/// A network with weights of its own, as initialised, and one batch of images. Batch norms normalise by the batch. Gradients
/// are of the cross-entropy, mean over the batch. Made, asked and forgotten within one dispose scope.
/// </summary>
/// <param name="images">float [batch, C, H, W].</param>
/// <param name="labels">int64 [batch].</param>
internal sealed class FreshNetwork(Plan plan, Supernet weights, Tensor images, Tensor labels)
{
    private readonly Lazy<IReadOnlyList<(Tensor Weight, Tensor Gradient)>> _gradients = new(() => Gradients(plan, weights, images, labels));

    public Plan Plan => plan;

    public Supernet Weights => weights;

    public Tensor Images => images;

    public Tensor Labels => labels;

    /// <summary>Weights of convolutions and linear layers with their gradients; those that the loss does not depend on are left out.</summary>
    public IReadOnlyList<(Tensor Weight, Tensor Gradient)> WeightGradients => _gradients.Value;

    /// <summary>The parameters as leaves of a graph of their own, in the order of the plan.</summary>
    public static Tensor[] Leaves(Plan plan, Supernet weights) => Array.ConvertAll(plan.Bind(weights), parameter => parameter.requires_grad_());

    /// <summary>Where the weights of convolutions and linear layers stand among the plan's parameters: the scores sum over these.</summary>
    public static ImmutableArray<int> WeightIndices(Plan plan)
    {
        var names = plan.Network.Layers
            .Where(layer => layer.Operation is Operation.Convolution or Operation.Linear)
            .Select(layer => layer.Parameter("weight").Name)
            .ToHashSet(StringComparer.Ordinal);
        return [.. Enumerable.Range(0, plan.Parameters.Length).Where(index => names.Contains(plan.Parameters[index].Name))];
    }

    private static List<(Tensor Weight, Tensor Gradient)> Gradients(Plan plan, Supernet weights, Tensor images, Tensor labels)
    {
        var leaves = Leaves(plan, weights);
        nn.functional.cross_entropy(plan.Forward(images, leaves, Normalization.Batch), labels).backward();
        var pairs = new List<(Tensor Weight, Tensor Gradient)>();
        foreach (var index in WeightIndices(plan))
        {
            if (leaves[index].grad is { } gradient)
            {
                pairs.Add((leaves[index].detach(), gradient));
            }
        }

        return pairs;
    }
}
