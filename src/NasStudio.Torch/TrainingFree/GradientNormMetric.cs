namespace NasStudio.Torch.TrainingFree;

/// <summary>Σ over layers of ‖∂L/∂w‖₂.</summary>
internal sealed class GradientNormMetric : ITrainingFreeMetric
{
    public double Measure(FreshNetwork network) => network.WeightGradients.Sum(pair => (double)pair.Gradient.norm().item<float>());
}
