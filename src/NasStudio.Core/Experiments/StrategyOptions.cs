using System.Collections.Immutable;
using NasStudio.Core.Search;

namespace NasStudio.Core.Experiments;

/// <param name="Name">One of <c>SearchStrategies.Names</c>.</param>
/// <param name="Population">Of "nsga2" and "aging-evolution"; other strategies do not look at it.</param>
public sealed record StrategyOptions(string Name = "linas", int Population = 32)
{
    public const int MinimumPopulation = 4;
    public const int MaximumPopulation = 1000;
    public const int MinimumCandidates = 10;
    public const int MaximumCandidates = 10_000;
    public const int MaximumRounds = 500;

    /// <summary>Of "robot": how many architectures it ranks, drawn by the seed; all of the space where that is smaller.</summary>
    public int Candidates { get; init; } = 500;

    /// <summary>Of "robot": weight vectors tried before the best one ranks the candidates.</summary>
    public int Rounds { get; init; } = 50;

    /// <summary>Of "robot": what it ranks by, of <see cref="ArchitectureMetrics.All"/>; empty: all of them.</summary>
    public ImmutableArray<string> Metrics { get; init; } = [];

    /// <summary>
    /// Of "bananas", "linas" and "smbo": what their predictors know of a network beside its choices, of <see cref="ArchitectureMetrics.All"/>
    /// ("linas": of <see cref="ArchitectureMetrics.Counted"/>, as it looks at thousands of networks a round).
    /// </summary>
    public ImmutableArray<string> Features { get; init; } = [];

    /// <summary><see cref="Metrics"/>, or all where none are named.</summary>
    public IReadOnlyList<string> MetricsOrAll => Metrics.Length > 0 ? Metrics : ArchitectureMetrics.All;

    /// <summary>Whether there is a set of candidates whose metrics are computed before the search.</summary>
    public bool ScoresCandidates => Name == "robot";

    /// <summary>What must be known of architectures before they are evaluated: MACs and parameters with all that is ranked by.</summary>
    public ImmutableArray<string> WantedFeatures => ScoresCandidates ? [.. ArchitectureMetrics.Counted.Union(MetricsOrAll)] : Features;

    /// <summary>By value, the lists included.</summary>
    public bool Equals(StrategyOptions? other) => other is not null
        && (Name, Population, Candidates, Rounds) == (other.Name, other.Population, other.Candidates, other.Rounds)
        && Metrics.SequenceEqual(other.Metrics)
        && Features.SequenceEqual(other.Features);

    public override int GetHashCode() => HashCode.Combine(Name, Population, Candidates, Rounds, Metrics.Length, Features.Length);
}
