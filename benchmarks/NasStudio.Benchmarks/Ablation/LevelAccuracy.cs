namespace NasStudio.Benchmarks.Ablation;

/// <param name="Mean">Validation accuracy, 0..1, over the level's fixed subnets.</param>
/// <param name="TopQuartile">Mean of the best quarter of them.</param>
internal sealed record LevelAccuracy(double Mean, double TopQuartile, double Best)
{
    public static LevelAccuracy Of(IReadOnlyCollection<double> accuracies) => new(
        accuracies.Average(),
        accuracies.OrderDescending().Take((accuracies.Count + 3) / 4).Average(),
        accuracies.Max());
}
