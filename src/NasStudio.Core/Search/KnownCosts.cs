using NasStudio.Core.Objectives;

namespace NasStudio.Core.Search;

/// <summary>
/// The costs of candidates that are known exactly before any evaluation: MACs and parameters, as objectives and as
/// constraints. Latency is not known; MACs stand in for it as an objective.
/// </summary>
internal sealed class KnownCosts
{
    private readonly IReadOnlyList<double[]> _values;
    private readonly int[] _columns;
    private readonly (int Column, Experiments.Bound Bound)[] _bounds;

    /// <param name="values">Of the knowledge's features [candidate][name].</param>
    public KnownCosts(SearchKnowledge knowledge, IReadOnlyList<double[]> values)
    {
        _values = values;
        _columns =
        [
            .. knowledge.Objectives
                .Select(objective => objective == ObjectiveDefinition.Latency.Name ? ArchitectureMetrics.Macs : objective)
                .Where(ArchitectureMetrics.Counted.Contains)
                .Distinct()
                .Select(name => knowledge.Features.Names.IndexOf(name))
                .Where(column => column >= 0),
        ];
        _bounds =
        [
            .. knowledge.Constraints
                .Where(constraint => ArchitectureMetrics.Counted.Contains(constraint.Key))
                .Select(constraint => (knowledge.Features.Names.IndexOf(constraint.Key), constraint.Value))
                .Where(bound => bound.Item1 >= 0),
        ];
    }

    /// <summary>Smaller is better; none where no objective is known.</summary>
    public double[] Of(int candidate) => Array.ConvertAll(_columns, column => _values[candidate][column]);

    /// <summary>How far the known constraints are broken, each as a part of its bound; 0 where they hold.</summary>
    public double Violation(int candidate) => _bounds.Sum(bound =>
        bound.Bound.Violation(_values[candidate][bound.Column]) / Math.Max(1, bound.Bound.Max ?? bound.Bound.Min ?? 1));
}
