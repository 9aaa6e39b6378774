using System.Collections.Immutable;
using NasStudio.Core.Search;

namespace NasStudio.Core.Experiments;

/// <param name="Name">One of <c>SearchStrategies.Names</c>.</param>
/// <param name="Population">
/// Of "nsga2", "aging-evolution", "constrained-evolution", which by default has a 21st of the evaluations (512 of 10,752 in its
/// paper), and of "coarse-to-fine" as the points of its grid, by default half of the evaluations; both at least 16 and at most 512.
/// Other strategies do not look at it.
/// </param>
public sealed record StrategyOptions(string Name = "linas", int Population = 32)
{
    public const string Constrained = "constrained-evolution";
    public const string CoarseToFine = "coarse-to-fine";
    public const int FewestFirst = 16;
    public const int MostFirst = 512;
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

    /// <summary>Of "constrained-evolution".</summary>
    public EvolutionOptions Evolution { get; init; } = new();

    /// <summary><see cref="Metrics"/>, or all where none are named.</summary>
    public IReadOnlyList<string> MetricsOrAll => Metrics.Length > 0 ? Metrics : ArchitectureMetrics.All;

    /// <summary>Whether there is a set of candidates whose metrics are computed before the search.</summary>
    public bool ScoresCandidates => Name == "robot";

    /// <summary>Whether it looks for the best within bounds, and not for a front: then there must be a bound.</summary>
    public bool NeedsConstraint => Name == Constrained;

    /// <summary>What must be known of architectures before they are evaluated: MACs and parameters with all that is ranked by, or that bounds may be on.</summary>
    public ImmutableArray<string> WantedFeatures => ScoresCandidates ? [.. ArchitectureMetrics.Counted.Union(MetricsOrAll)]
        : NeedsConstraint || Name == CoarseToFine ? ArchitectureMetrics.Counted
        : Features;

    /// <summary>By value, the lists included.</summary>
    public bool Equals(StrategyOptions? other) => other is not null
        && (Name, Population, Candidates, Rounds, Evolution) == (other.Name, other.Population, other.Candidates, other.Rounds, other.Evolution)
        && Metrics.SequenceEqual(other.Metrics)
        && Features.SequenceEqual(other.Features);

    /// <summary>Evaluations to one of the population, where that follows from them; null where the population is a number of its own.</summary>
    public static int? EvaluationsPerFirst(string name) => name switch
    {
        // (512 + 40 · 256) / 512.
        Constrained => 21,
        CoarseToFine => 2,
        _ => null,
    };

    /// <summary>With the population that goes with so many evaluations, where it is 0: not written.</summary>
    public StrategyOptions For(int evaluations) =>
        Population > 0 ? this : this with { Population = Math.Clamp(evaluations / EvaluationsPerFirst(Name)!.Value, FewestFirst, MostFirst) };

    public override int GetHashCode() => HashCode.Combine(Name, Population, Candidates, Rounds, Metrics.Length, Features.Length);
}

/// <summary>How "constrained-evolution" varies its parents; the defaults are those of ElasticViT's search script.</summary>
/// <param name="Parents">The best so many of all that was evaluated; 0: half of the population.</param>
/// <param name="DepthMutation">Probability that a mutant's depths are redrawn, those of all stages together.</param>
/// <param name="StageMutation">Probability that one other dimension (kernel, width, …) of one stage is redrawn.</param>
/// <param name="SmallestChoice">Probability that a redraw takes the smallest choice, and not a random one.</param>
public sealed record EvolutionOptions(int Parents = 0, double DepthMutation = 0.4, double StageMutation = 0.2, double SmallestChoice = 0.55);
