using System.Collections.Immutable;
using NasStudio.Core.Pareto;

namespace NasStudio.Core.Experiments;

/// <summary>What an earlier search found, for another one to start from.</summary>
/// <param name="Name">Of the experiment or file, for people.</param>
/// <param name="Evaluations">In order of evaluation, each architecture once.</param>
public sealed record EarlierRun(string Name, ImmutableArray<EarlierEvaluation> Evaluations)
{
    /// <summary>More would not help: strategies with a model learn from some hundreds.</summary>
    public const int MaximumEvaluations = 500;

    /// <summary>All, or where there are too many the front and the newest others.</summary>
    /// <param name="evaluations">In order; of an architecture the first one counts, and only one that knows all objectives and bounds.</param>
    /// <param name="search">The one that starts from them.</param>
    public static EarlierRun Of(string name, IEnumerable<EarlierEvaluation> evaluations, SearchOptions search)
    {
        var objectives = search.ObjectiveDefinitions();
        var measured = search.Measured;
        var all = evaluations
            .Where(evaluation => measured.All(objective => evaluation.Values.TryGetValue(objective, out var value) && double.IsFinite(value)))
            .DistinctBy(evaluation => string.Join(',', evaluation.Choices), StringComparer.Ordinal)
            .ToList();
        if (all.Count <= MaximumEvaluations)
        {
            return new EarlierRun(name, [.. all]);
        }

        var front = new ParetoFront();
        for (var i = 0; i < all.Count; i++)
        {
            front.Add(i, objectives[1].Cost(all[i].Values[objectives[1].Name]), objectives[0].Cost(all[i].Values[objectives[0].Name]));
        }

        var kept = front.Keys.Concat(Enumerable.Range(0, all.Count).Reverse()).Distinct().Take(MaximumEvaluations);
        return new EarlierRun(name, [.. kept.Order().Select(index => all[index])]);
    }
}

/// <param name="Choices">Choice indices in the space of the search that starts from it.</param>
/// <param name="Values">By objective name, in its unit.</param>
public sealed record EarlierEvaluation(ImmutableArray<int> Choices, ImmutableSortedDictionary<string, double> Values);
