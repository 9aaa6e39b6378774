namespace NasStudio.Torch.TrainingFree;

/// <summary>Σ |w · ∂L/∂w|: by how much the loss would change, to first order, if single weights were removed (Lee et al. 2019).</summary>
internal sealed class SnipMetric : ITrainingFreeMetric
{
    public double Measure(FreshNetwork network) =>
        network.WeightGradients.Sum(pair => (double)pair.Weight.mul(pair.Gradient).abs().sum().item<float>());
}
