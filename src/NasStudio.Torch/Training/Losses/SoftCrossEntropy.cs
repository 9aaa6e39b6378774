using static TorchSharp.torch;

namespace NasStudio.Torch.Training.Losses;

/// <summary>Cross-entropy with the teacher's probabilities (Hinton et al. 2015, temperature 1): the gradient of KL(p ∥ q).</summary>
internal sealed class SoftCrossEntropy : IDistillationLoss
{
    public Tensor Of(Tensor logits, Tensor teacher) => nn.functional.cross_entropy(logits, teacher);
}
