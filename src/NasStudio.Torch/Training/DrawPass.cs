using NasStudio.Torch.Execution;
using NasStudio.Torch.Supernets;
using NasStudio.Torch.Training.Losses;
using static TorchSharp.torch;

namespace NasStudio.Torch.Training;

/// <summary>
/// Forward and backward pass of one subnet over one batch. Its parameters are leaves of their own, cut out of the
/// supernet, so draws do not meet in any gradient until they are added up.
/// </summary>
internal sealed class DrawPass
{
    private readonly Tensor[] _parameters;

    /// <summary>Runs the forward pass; tensors live in the caller's dispose scope.</summary>
    public DrawPass(Plan plan, Supernet supernet, Tensor images)
    {
        Plan = plan;
        _parameters = plan.Bind(supernet);
        foreach (var parameter in _parameters)
        {
            parameter.requires_grad_();
        }

        Logits = plan.Forward(images, _parameters, Normalization.Batch);
    }

    public Plan Plan { get; }

    /// <summary>[batch, classes].</summary>
    public Tensor Logits { get; }

    /// <summary>Cross-entropy with the labels; see <see cref="Backward(Loss)"/>.</summary>
    public (double Loss, Tensor?[] Gradients) Backward(Tensor labels, double labelSmoothing) =>
        Backward(new Loss(new LabelTargets(labels).CrossEntropy(Logits, labelSmoothing)));

    /// <summary>
    /// The loss that is reported, and the gradient of the one that is trained, for every parameter of the plan (null where
    /// it does not depend on one), detached from the scope.
    /// </summary>
    /// <param name="loss">Of <see cref="Logits"/>.</param>
    public (double Loss, Tensor?[] Gradients) Backward(Loss loss)
    {
        loss.Trained.backward();
        return (loss.Reported.item<float>(), Array.ConvertAll(_parameters, parameter => parameter.grad?.DetachFromDisposeScope()));
    }
}

/// <summary>What a draw gives to its step. The gradients are the receiver's to dispose.</summary>
internal sealed record DrawResult(Plan Plan, DrawLoss Loss, Tensor?[] Gradients);
