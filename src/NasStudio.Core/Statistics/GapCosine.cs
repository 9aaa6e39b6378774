namespace NasStudio.Core.Statistics;

/// <param name="Gap">Levels between the two subnets.</param>
/// <param name="MacsRatio">Mean over the pairs, larger over smaller.</param>
/// <param name="Cosine">Mean over the pairs, with its 95 % bootstrap interval.</param>
public sealed record GapCosine(int Gap, double MacsRatio, ConfidenceInterval Cosine);
