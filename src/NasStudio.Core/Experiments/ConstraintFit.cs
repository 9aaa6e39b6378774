using System.Collections.Immutable;
using System.Globalization;
using NasStudio.Core.Costs;
using NasStudio.Core.Decisions;
using NasStudio.Core.Networks;
using NasStudio.Core.Objectives;
using NasStudio.Core.Randomness;
using NasStudio.Core.Search;
using NasStudio.Core.Spaces;

namespace NasStudio.Core.Experiments;

/// <summary>Whether any subnet can satisfy the constraints on what is known exactly: MACs and parameters.</summary>
/// <param name="refuse">Takes the path and the message of an error.</param>
internal sealed class ConstraintFit(SearchSpace space, NetworkInput input, SearchOptions search, Action<string, string> refuse)
{
    /// <summary>Walks towards the bounds: a document is checked while it is typed.</summary>
    private const int Walks = 4;

    private bool _isRefused;

    /// <param name="seed">Of the walks.</param>
    public void Check(ulong seed)
    {
        var smallest = NetworkCost.Of(space.Expand(space.Smallest, input));
        var largest = NetworkCost.Of(space.Expand(space.Largest, input));
        CheckBound(ObjectiveDefinition.Macs, smallest.Macs, largest.Macs);
        CheckBound(ObjectiveDefinition.Parameters, smallest.Parameters, largest.Parameters);
        if (!_isRefused && search.Strategy.NeedsConstraint)
        {
            CheckTogether(seed);
        }
    }

    private void CheckBound(ObjectiveDefinition objective, long smallest, long largest)
    {
        var bound = search.Constraints.GetValueOrDefault(objective.Name);
        var path = $"search.constraints.{objective.Name}";
        if (bound?.Max < smallest)
        {
            Refuse($"{path}.max", string.Create(CultureInfo.InvariantCulture, $"{bound.Max} is below the smallest subnet's {smallest} {objective.Name}; use at least {smallest}."));
        }

        if (bound?.Min > largest)
        {
            Refuse($"{path}.min", string.Create(CultureInfo.InvariantCulture, $"{bound.Min} is above the largest subnet's {largest} {objective.Name}; use at most {largest}."));
        }
    }

    /// <summary>A window may lie between all subnets, and two bounds may exclude each other.</summary>
    private void CheckTogether(ulong seed)
    {
        var costs = new Costs(space, input);
        var known = new KnownViolation(new SearchKnowledge(costs, search.Objectives, search.Constraints));
        var walk = new FeasibleWalk(space.Decisions, known.Of);
        var random = new SeededRandom(seed, "constraints.check");
        Architecture[] starts = [space.Smallest, space.Largest, .. Enumerable.Range(0, Walks).Select(_ => space.Decisions.Sample(random))];
        var nearest = new List<(Architecture End, double Violation)>();
        foreach (var start in starts.Where(_ => known.HasBounds))
        {
            nearest.Add(walk.Nearest(start, random));
            if (nearest[^1].Violation <= 0)
            {
                return;
            }
        }

        if (nearest.Count > 0)
        {
            var best = costs.Of([nearest.MinBy(end => end.Violation).End])[0];
            var cheapest = costs.Of([space.Smallest])[0];
            Refuse("search.constraints", string.Create(
                CultureInfo.InvariantCulture,
                $"No subnet was found within these bounds: the cheapest has {cheapest[0]} MACs and {cheapest[1]} parameters, the nearest found {best[0]} and {best[1]}; widen them to hold it."));
        }
    }

    private void Refuse(string path, string message)
    {
        _isRefused = true;
        refuse(path, message);
    }

    /// <summary>MACs and parameters, counted.</summary>
    private sealed class Costs(SearchSpace space, NetworkInput input) : IArchitectureFeatures
    {
        public ImmutableArray<string> Names => ArchitectureMetrics.Counted;

        public IReadOnlyList<double[]> Of(IReadOnlyList<Architecture> architectures) => [.. architectures.Select(Of)];

        private double[] Of(Architecture architecture)
        {
            var cost = NetworkCost.Of(space.Expand(architecture, input));
            return [cost.Macs, cost.Parameters];
        }
    }
}
