using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace NasStudio.Core.Tables;

/// <summary>How searches of a table came along, repeated over seeds, each beside random search at the same budget: convergence.json.</summary>
/// <param name="TrueHypervolume">Of the scaled true front (<see cref="ConvergenceScale"/>).</param>
public sealed record Convergence(double TrueHypervolume, ImmutableArray<SeedConvergence> Seeds);

/// <summary>One repeat.</summary>
/// <param name="Hypervolume">Fraction of the true hypervolume after 1, 2, 3, … distinct evaluations.</param>
/// <param name="Random">The same for random search with this seed.</param>
/// <param name="Regret">With one objective: how far the best row so far is from the table's best, in the objective's unit; else null.</param>
/// <param name="RandomRegret">The same for random search with this seed.</param>
public sealed record SeedConvergence(
    ulong Seed,
    ImmutableArray<double> Hypervolume,
    ImmutableArray<double> Random,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<double>? Regret = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<double>? RandomRegret = null);
