using System.Collections.Immutable;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Core.Pareto;
using NasStudio.Runs.Protocol;

namespace NasStudio.Runs.Feeds;

/// <summary>
/// Front and hypervolume of the first two objectives while subnets arrive. The hypervolume is the fraction of the run's
/// box (with one objective, its best and how far that is from the worst end of the box to the other): accuracy from chance to 1, a cost from 0 to 1.1 × the largest subnet's; on a table, of what its true front dominates.
/// </summary>
public sealed class FrontTrack(ObjectiveDefinition first, ObjectiveDefinition second, BoxEvent? box)
{
    private readonly ParetoFront _front = new();
    private readonly ImmutableArray<double>.Builder _hypervolume = ImmutableArray.CreateBuilder<double>();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private double _current;

    public BoxEvent? Box { get; } = box;

    /// <summary>Indices of subnets, ascending cost of the second objective.</summary>
    public ImmutableArray<int> Front => [.. _front.Keys];

    /// <summary>Subnets so far.</summary>
    public int Count => _hypervolume.Count;

    /// <summary>After each subnet.</summary>
    public ImmutableArray<double> Hypervolume => _hypervolume.ToImmutable();

    /// <summary>The first two of a search's objectives: accuracy and latency where it names none, twice the same where it has one.</summary>
    public static FrontTrack Of(ImmutableArray<ObjectiveDefinition> objectives, BoxEvent? box)
    {
        var first = objectives.ElementAtOrDefault(0) ?? ObjectiveDefinition.Accuracy;
        return new FrontTrack(first, objectives.ElementAtOrDefault(1) ?? (objectives.Length == 1 ? first : ObjectiveDefinition.Latency), box);
    }

    /// <summary>After the subnet with this index.</summary>
    public double HypervolumeAt(int index) => _hypervolume[index];

    /// <param name="index">Of the subnet, counting up from 0.</param>
    /// <param name="evaluation">Of the search; infeasible ones and duplicates never enter the front, nor does a row that an earlier repeat found.</param>
    public void Add(int index, Evaluation evaluation)
    {
        if (evaluation is { Feasible: true, DuplicateOf: null } && Cost(second, evaluation) is { } x && Cost(first, evaluation) is { } y
            && _known.Add(evaluation.SubnetId) && _front.Add(index, x, y))
        {
            _current = Fraction();
        }

        _hypervolume.Add(_current);
    }

    private double Fraction()
    {
        if (Box is null || Side(second, Box) is not { } x || Side(first, Box) is not { } y)
        {
            return 0;
        }

        var area = (x.Worst - x.Best) * (y.Worst - y.Best);
        var part = area > 0 ? _front.Hypervolume(x.Worst, y.Worst) / (area * Box.Reachable) : 0;
        return first == second ? Math.Sqrt(part) : part;
    }

    /// <summary>Both ends of the box along one objective, as costs; null where the box does not hold it.</summary>
    private static (double Best, double Worst)? Side(ObjectiveDefinition objective, BoxEvent box) =>
        box.Sides?.GetValueOrDefault(objective.Name) is { } side ? (side.Best, side.Worst)
        : objective.Name == ObjectiveDefinition.Accuracy.Name ? (objective.Cost(1), objective.Cost(box.WorstAccuracy))
        : box.WorstCosts.TryGetValue(objective.Name, out var worst) ? (0, worst)
        : null;

    private static double? Cost(ObjectiveDefinition objective, Evaluation evaluation) =>
        evaluation.Values.TryGetValue(objective.Name, out var value) && double.IsFinite(value) ? objective.Cost(value) : null;
}
