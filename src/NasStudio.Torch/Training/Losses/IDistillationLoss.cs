using static TorchSharp.torch;

namespace NasStudio.Torch.Training.Losses;

/// <summary>How far a draw is from its teacher.</summary>
internal interface IDistillationLoss
{
    /// <summary>A number whose gradient the draw follows, mean over the batch, in the caller's dispose scope.</summary>
    /// <param name="logits">[batch, classes], with gradient.</param>
    /// <param name="teacher">Class probabilities [batch, classes], without.</param>
    Tensor Of(Tensor logits, Tensor teacher);
}
