using NasStudio.Core.Decisions;

namespace NasStudio.Core.Search;

/// <summary>How far an architecture breaks the constraints on what is known exactly before any evaluation: MACs and parameters.</summary>
/// <param name="knowledge">Null: nothing is known, and nothing broken.</param>
internal sealed class KnownViolation(SearchKnowledge? knowledge)
{
    /// <summary>Null where no constraint can be checked.</summary>
    private readonly SearchKnowledge? _knowledge =
        knowledge?.Constraints.Keys.Any(name => ArchitectureMetrics.Counted.Contains(name) && knowledge.Features.Names.Contains(name)) == true ? knowledge : null;

    /// <summary>Whether there is any constraint that can be checked.</summary>
    public bool HasBounds => _knowledge is not null;

    /// <summary>Sum of the violations, each as a part of its bound; 0 where all hold.</summary>
    public double Of(Architecture architecture) =>
        _knowledge is null ? 0 : new KnownCosts(_knowledge, _knowledge.Features.Of([architecture])).Violation(0);
}
