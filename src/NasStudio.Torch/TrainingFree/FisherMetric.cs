using NasStudio.Core.Networks;
using NasStudio.Torch.Execution;
using static TorchSharp.torch;

namespace NasStudio.Torch.TrainingFree;

/// <summary>
/// Σ over layers and channels of the mean over the batch of ½ (Σ over positions of a · ∂L/∂a)², a the output of a convolution or
/// linear layer: what removing channels would do to the loss (Turner et al. 2020). As there, the loss is the batch's mean.
/// </summary>
internal sealed class FisherMetric : ITrainingFreeMetric
{
    public double Measure(FreshNetwork network)
    {
        var layers = network.Plan.Network.Layers;
        var outputs = network.Plan.Outputs(network.Images, FreshNetwork.Leaves(network.Plan, network.Weights), Normalization.Batch);
        var looked = Enumerable.Range(0, layers.Length).Where(index => layers[index].Operation is Operation.Convolution or Operation.Linear).ToList();
        looked.ForEach(index => outputs[index].retain_grad());
        nn.functional.cross_entropy(outputs[^1], network.Labels).backward();
        var score = 0.0;
        foreach (var index in looked)
        {
            if (outputs[index].grad is not { } gradient)
            {
                continue;
            }

            // Maps are [batch, C, H, W], tokens [batch, N, C], vectors [batch, C].
            var product = outputs[index].detach().mul(gradient);
            product = layers[index].Output.Rank switch
            {
                3 => product.sum(2, 3),
                2 => product.sum(1),
                _ => product,
            };
            score += product.square().mean([0]).sum().item<float>() / 2;
        }

        return score;
    }
}
