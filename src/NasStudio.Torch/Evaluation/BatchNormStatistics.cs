using NasStudio.Export.Weights;

namespace NasStudio.Torch.Evaluation;

/// <summary>Mean and variance of every batch norm of one subnet: a value in managed memory, kept with its evaluation.</summary>
/// <param name="tensors">"layer.mean" and "layer.var", each [C].</param>
/// <param name="images">Training images behind them.</param>
public sealed class BatchNormStatistics(IReadOnlyDictionary<string, FloatTensor> tensors, int images)
{
    /// <summary>"layer.mean" and "layer.var", each [C]: what weights files hold.</summary>
    public IReadOnlyDictionary<string, FloatTensor> Tensors { get; } = tensors;

    public int Images { get; } = images;
}
