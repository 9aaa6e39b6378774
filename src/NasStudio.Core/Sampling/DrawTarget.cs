namespace NasStudio.Core.Sampling;

/// <summary>What a draw learns from.</summary>
public enum DrawTarget
{
    /// <summary>The labels of the batch. The draws of a step that learn from labels are its teachers.</summary>
    Labels,

    /// <summary>The class probabilities of the step's largest draw (in-place distillation).</summary>
    Largest,

    /// <summary>The mean of the class probabilities of the step's draws that learn from labels (ElasticViT's smallest).</summary>
    MeanOfDraws,
}
