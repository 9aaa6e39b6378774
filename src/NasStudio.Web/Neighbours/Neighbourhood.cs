using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Web.Api;

namespace NasStudio.Web.Neighbours;

/// <summary>Lists and orders the neighbours of one architecture; what their values are is asked of whoever knows.</summary>
/// <param name="look">Values of an architecture by objective, without an evaluation those that are counted or estimated; null: there is no such neighbour.</param>
internal sealed class Neighbourhood(NewestRun newest, DecisionSpace space, Func<Architecture, Evaluation?, ImmutableSortedDictionary<string, NeighbourValue>?> look)
{
    private readonly SearchOptions _search = newest.Experiment.Document.Search;
    private readonly ImmutableArray<ObjectiveDefinition> _objectives = newest.Experiment.Document.Search.ObjectiveDefinitions();
    private readonly Dictionary<string, (Evaluation Evaluation, bool OnFront)> _evaluated = Evaluated(newest);

    /// <param name="possible">All neighbours, those without values included.</param>
    public ImmutableArray<Neighbour> Of(Architecture centre, CancellationToken stop, out int possible)
    {
        var known = _evaluated.GetValueOrDefault(centre.Id).Evaluation;
        var own = (Known: Values(centre, known), Estimated: Values(centre, null));
        var rows = new List<Neighbour>();
        possible = 0;
        foreach (var architecture in space.Neighbours(centre))
        {
            stop.ThrowIfCancellationRequested();
            possible++;
            var isEvaluated = _evaluated.TryGetValue(architecture.Id, out var found);
            if (look(architecture, found.Evaluation) is { } values)
            {
                rows.Add(Row(centre, architecture, WithDifferences(values, own.Known, own.Estimated), isEvaluated ? found : null));
            }
        }

        return [.. rows.OrderBy(row => row.Outlook).ThenBy(row => Cost(row, 0)).ThenBy(row => Cost(row, 1))];
    }

    private Neighbour Row(
        Architecture centre,
        Architecture architecture,
        ImmutableSortedDictionary<string, NeighbourValue> values,
        (Evaluation Evaluation, bool OnFront)? found)
    {
        // Conditions look at earlier decisions only, so whatever else differs comes after the one that was changed.
        var changed = 0;
        while (centre.Choices[changed] == architecture.Choices[changed])
        {
            changed++;
        }

        var decision = space.Decisions[changed];
        var isFeasible = found?.Evaluation.Feasible
            ?? _search.Constraints.All(bound => !values.TryGetValue(bound.Key, out var value) || bound.Value.Violation(value.Value) <= 0);
        return new Neighbour(
            architecture.Id,
            decision.Name,
            decision.Choices[centre.Choices[changed]].Text,
            decision.Choices[architecture.Choices[changed]].Text,
            found is not null,
            found?.OnFront ?? false,
            isFeasible ? OutlookOf(values) : Outlook.Infeasible,
            values);
    }

    private Outlook OutlookOf(ImmutableSortedDictionary<string, NeighbourValue> values)
    {
        var (better, worse) = (false, false);
        foreach (var objective in _objectives)
        {
            if (!values.TryGetValue(objective.Name, out var value) || value.Difference is not { } difference)
            {
                return Outlook.Unknown;
            }

            better |= objective.Cost(difference) < 0;
            worse |= objective.Cost(difference) > 0;
        }

        return (better, worse) switch { (true, true) => Outlook.Trade, (true, false) => Outlook.Better, (false, true) => Outlook.Worse, _ => Outlook.Same };
    }

    /// <summary>Unknown ones last.</summary>
    private double Cost(Neighbour row, int objective) =>
        objective < _objectives.Length && row.Values.TryGetValue(_objectives[objective].Name, out var value) ? _objectives[objective].Cost(value.Value) : double.PositiveInfinity;

    private ImmutableSortedDictionary<string, NeighbourValue> Values(Architecture architecture, Evaluation? known) =>
        look(architecture, known) ?? ImmutableSortedDictionary<string, NeighbourValue>.Empty;

    /// <summary>
    /// Estimates are compared with the model's estimate of the subnet itself: the best of many measured ones lies above what
    /// any model says of it, and every change would seem to lose that much.
    /// </summary>
    private static ImmutableSortedDictionary<string, NeighbourValue> WithDifferences(
        ImmutableSortedDictionary<string, NeighbourValue> values,
        ImmutableSortedDictionary<string, NeighbourValue> known,
        ImmutableSortedDictionary<string, NeighbourValue> estimated) =>
        values.ToImmutableSortedDictionary(
            pair => pair.Key,
            pair => (pair.Value.Origin is NeighbourOrigin.Estimated ? estimated : known).TryGetValue(pair.Key, out var own)
                ? pair.Value with { Difference = pair.Value.Value - own.Value }
                : pair.Value,
            StringComparer.Ordinal);

    /// <summary>By id; of several repeats that came upon it the first, on the front if any is.</summary>
    private static Dictionary<string, (Evaluation Evaluation, bool OnFront)> Evaluated(NewestRun newest)
    {
        var evaluated = new Dictionary<string, (Evaluation Evaluation, bool OnFront)>(StringComparer.Ordinal);
        for (var index = 0; index < newest.Subnets.Length; index++)
        {
            var subnet = newest.Subnets[index];
            var isKnown = evaluated.TryGetValue(subnet.Id, out var known);
            if (!isKnown || newest.Front.Contains(index))
            {
                evaluated[subnet.Id] = (known.Evaluation ?? subnet.Search, known.OnFront || newest.Front.Contains(index));
            }
        }

        return evaluated;
    }
}
