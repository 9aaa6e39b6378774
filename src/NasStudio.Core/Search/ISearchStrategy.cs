using System.Collections.Immutable;
using NasStudio.Core.Decisions;

namespace NasStudio.Core.Search;

/// <summary>
/// Proposes architectures and learns from their evaluations; someone else evaluates, stores, draws and stops. Deterministic:
/// the same seed and the same sequence of Ask(count) and Tell give the same proposals, so resuming is replaying.
/// </summary>
public interface ISearchStrategy
{
    /// <summary>Up to <paramref name="count"/> architectures that were never proposed nor told before; fewer, or none, where the space is exhausted.</summary>
    IReadOnlyList<Architecture> Ask(int count);

    void Tell(IReadOnlyList<Observation> observations);
}

/// <param name="Costs">One value per objective, smaller is better.</param>
/// <param name="Violation">Sum of constraint violations, each divided by its bound; 0 where feasible.</param>
public sealed record Observation(Architecture Architecture, ImmutableArray<double> Costs, double Violation);
