using System.Collections.Immutable;

namespace NasStudio.Core.Tables;

/// <summary>How searches of a table came along, repeated over seeds, each beside random search at the same budget: convergence.json.</summary>
/// <param name="TrueHypervolume">Of the scaled true front (<see cref="ConvergenceScale"/>).</param>
public sealed record Convergence(double TrueHypervolume, ImmutableArray<SeedConvergence> Seeds);

/// <summary>One repeat.</summary>
/// <param name="Hypervolume">Fraction of the true hypervolume after 1, 2, 3, … distinct evaluations.</param>
/// <param name="Random">The same for random search with this seed.</param>
public sealed record SeedConvergence(ulong Seed, ImmutableArray<double> Hypervolume, ImmutableArray<double> Random);
