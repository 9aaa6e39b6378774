using NasStudio.Torch.Execution;
using static TorchSharp.torch;

namespace NasStudio.Torch.TrainingFree;

/// <summary>
/// −Σ (log(v + k) + 1 / (v + k)), k = 1e-5, v the eigenvalues of the correlations between the images' Jacobians, each the gradient
/// of the sum of the logits by the pixels (Mellor et al. 2020, first version): higher where images are told apart.
/// </summary>
internal sealed class JacobianCovarianceMetric : ITrainingFreeMetric
{
    private const double Stabiliser = 1e-5;

    public double Measure(FreshNetwork network)
    {
        var images = network.Images.clone().requires_grad_();
        var logits = network.Plan.Forward(images, network.Plan.Bind(network.Weights), Normalization.Batch);
        if (!logits.requires_grad)
        {
            // A cell of nothing but zeros: the logits do not come from the pixels.
            return double.NaN;
        }

        logits.sum().backward();
        if (images.grad is not { } gradient)
        {
            return double.NaN;
        }

        var rows = gradient.reshape(images.shape[0], -1).to(ScalarType.Float64);
        var centred = rows.sub(rows.mean([1], keepdim: true));
        var scaled = centred.div(centred.norm(1, keepdim: true));
        var correlations = scaled.mm(scaled.t());
        if (!correlations.isfinite().all().item<bool>())
        {
            return double.NaN;
        }

        var score = 0.0;
        foreach (var value in linalg.eigvalsh(correlations).data<double>().ToArray())
        {
            score -= Math.Log(value + Stabiliser) + (1 / (value + Stabiliser));
        }

        return score;
    }
}
