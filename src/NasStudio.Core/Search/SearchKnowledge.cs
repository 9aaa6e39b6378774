using System.Collections.Immutable;
using NasStudio.Core.Experiments;

namespace NasStudio.Core.Search;

/// <summary>What a strategy may be told at its creation beyond the decisions: what is known of networks, and what the costs are.</summary>
/// <param name="Features">At least what the strategy's options name, and MACs and parameters where those are objectives.</param>
/// <param name="Objectives">Names, in the order of the costs.</param>
/// <param name="Constraints">Bounds by objective name.</param>
public sealed record SearchKnowledge(
    IArchitectureFeatures Features,
    ImmutableArray<string> Objectives,
    ImmutableSortedDictionary<string, Bound> Constraints);
