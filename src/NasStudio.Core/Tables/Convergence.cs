using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NasStudio.Core.Statistics;

namespace NasStudio.Core.Tables;

/// <summary>How searches came along, repeated over seeds, each beside random search at the same budget: convergence.json.</summary>
/// <param name="TrueHypervolume">Of a table's scaled true front (<see cref="ConvergenceScale"/>); null where a supernet was trained, whose true front nobody knows.</param>
public sealed record Convergence(double? TrueHypervolume, ImmutableArray<SeedConvergence> Seeds)
{
    /// <summary>
    /// At the most evaluations that some seed has of both searches, over the seeds that have as many; null where there is none:
    /// a search that is still under way is compared at what both have done.
    /// </summary>
    public BaselineComparison? Comparison
    {
        get
        {
            var budget = Seeds.Select(seed => seed.Common).DefaultIfEmpty().Max();
            if (budget == 0)
            {
                return null;
            }

            var ended = Seeds.Where(seed => seed.Common == budget).ToList();
            return ended.All(seed => seed is { Regret: not null, RandomRegret: not null })
                ? BaselineComparison.OfRegrets(
                    budget,
                    [.. ended.Select(seed => seed.Regret!.Value[budget - 1])],
                    [.. ended.Select(seed => seed.RandomRegret!.Value[budget - 1])])
                : BaselineComparison.Of(
                    budget,
                    [.. ended.Select(seed => seed.Hypervolume[budget - 1])],
                    [.. ended.Select(seed => seed.Random[budget - 1])],
                    knownWhole: TrueHypervolume is not null);
        }
    }
}

/// <summary>One repeat.</summary>
/// <param name="Hypervolume">After 1, 2, 3, … distinct evaluations: on a table the fraction of the true hypervolume, else of the experiment's box.</param>
/// <param name="Random">The same for random search with this seed; empty where none was done.</param>
/// <param name="Regret">On a table with one objective: how far the best row so far is from the table's best, in the objective's unit; else null.</param>
/// <param name="RandomRegret">The same for random search with this seed.</param>
public sealed record SeedConvergence(
    ulong Seed,
    ImmutableArray<double> Hypervolume,
    ImmutableArray<double> Random,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<double>? Regret = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<double>? RandomRegret = null)
{
    /// <summary>Evaluations that both searches have done.</summary>
    internal int Common => Math.Min(Hypervolume.Length, Random.Length);
}
