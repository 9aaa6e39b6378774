using System.Collections.Immutable;
using System.Globalization;

namespace NasStudio.Core.Statistics;

/// <summary>
/// Whether the gradients of shared weights agree less the further apart two subnets' MACs are (ElasticViT, Tang et al. 2023,
/// figure 2). Shown where the whole interval of the rank correlation lies below 0.
/// </summary>
/// <param name="Gaps">One for each level gap, from 0.</param>
/// <param name="Spearman">Of cosine and gap over all pairs, with its 95 % bootstrap interval over blocks of (batch, subnets).</param>
/// <param name="Blocks">Batches, each with subnets of its own.</param>
/// <param name="Pairs">Pairs of subnets over all blocks.</param>
public sealed record GradientConflict(ImmutableArray<GapCosine> Gaps, ConfidenceInterval Spearman, int Blocks, int Pairs)
{
    public bool IsShown => Spearman.Upper < 0;

    /// <summary>The finding in one sentence.</summary>
    public string Sentence => string.Create(
        CultureInfo.InvariantCulture,
        $"{(IsShown ? "Gradients of shared weights agree less the further apart two subnets' MACs are" : "That gradients agree less over a larger gap of MACs is not shown here")}: "
        + $"Spearman {Spearman.Mean:0.00} (95 % interval {Spearman.Lower:0.00} to {Spearman.Upper:0.00}; {Blocks} batches, {Pairs} pairs of subnets).");

    /// <param name="blocks">The pairs of each block.</param>
    /// <param name="seed">Of the bootstrap.</param>
    public static GradientConflict Of(IReadOnlyList<ImmutableArray<GradientPair>> blocks, ulong seed)
    {
        var gaps = blocks.SelectMany(pairs => pairs).Select(pair => pair.Gap).Distinct().Order();
        return new(
            [.. gaps.Select(gap => new GapCosine(
                gap,
                blocks.SelectMany(pairs => pairs).Where(pair => pair.Gap == gap).Average(pair => pair.MacsRatio),
                BlockBootstrap.Of(blocks, drawn => Mean(drawn, gap), seed)))],
            BlockBootstrap.Of(blocks, Correlation, seed),
            blocks.Count,
            blocks.Sum(pairs => pairs.Length));
    }

    private static double Mean(IReadOnlyList<ImmutableArray<GradientPair>> blocks, int gap)
    {
        var (sum, count) = (0.0, 0);
        foreach (var pairs in blocks)
        {
            foreach (var pair in pairs)
            {
                (sum, count) = pair.Gap == gap ? (sum + pair.Cosine, count + 1) : (sum, count);
            }
        }

        return sum / count;
    }

    private static double Correlation(IReadOnlyList<ImmutableArray<GradientPair>> blocks)
    {
        GradientPair[] pairs = [.. blocks.SelectMany(block => block)];
        return RankCorrelation.Spearman(Array.ConvertAll(pairs, pair => pair.Cosine), Array.ConvertAll(pairs, pair => (double)pair.Gap));
    }
}
