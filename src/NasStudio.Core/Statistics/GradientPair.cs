namespace NasStudio.Core.Statistics;

/// <summary>Two subnets that saw the same batch.</summary>
/// <param name="Gap">How many levels of MACs lie between them: 0 where they are of one level.</param>
/// <param name="MacsRatio">Larger over smaller, at least 1.</param>
/// <param name="Cosine">Of their gradients on the weights that both use, −1..1.</param>
public sealed record GradientPair(int Gap, double MacsRatio, double Cosine);
