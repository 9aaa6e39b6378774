using System.Collections.Immutable;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Core.Pareto;
using NasStudio.Runs.Feeds;
using NasStudio.Runs.Protocol;

namespace NasStudio.Web.Comparisons;

/// <summary>
/// Several experiments beside one another: fronts in the objectives they share, hypervolumes in the first one's box, settings
/// that differ, and what must not be compared.
/// </summary>
/// <param name="Objectives">The first two that all share, the first of them upwards; fewer than two: there is no common plane.</param>
/// <param name="Warnings">Sentences: why numbers, or some of them, must not be compared.</param>
public sealed record ExperimentComparison(
    ImmutableArray<ObjectiveDefinition> Objectives,
    ImmutableArray<ComparedExperiment> Experiments,
    ImmutableArray<SettingDifference> Settings,
    ImmutableArray<string> Warnings)
{
    /// <summary>As many as have a colour, a marker and a dash of their own.</summary>
    public const int Most = 6;

    /// <summary>At most so many of random search's subnets are drawn, evenly chosen: they are the background.</summary>
    private const int MostBaseline = 500;

    public bool HasPlane => Objectives.Length == 2;

    public bool HasHypervolume => Experiments.Any(one => one.Curve is not null);

    public static ExperimentComparison Of(IReadOnlyList<ComparisonSource> sources)
    {
        var objectives = CommonObjectives(sources);
        var warnings = ComparisonWarnings.Of(sources, objectives);
        var box = objectives.Length == 2 && ComparisonWarnings.ShareData(sources) && SamePlane(sources[0], objectives) ? sources[0].Run?.Run.Box : null;
        return new(
            objectives,
            [.. sources.Select((source, index) => Compared(((char)('A' + index)).ToString(), source, objectives, box))],
            SettingDifference.Between([.. sources.Select(source => source.Experiment)]),
            warnings);
    }

    /// <summary>Shared by name and direction, in the first experiment's order.</summary>
    private static ImmutableArray<ObjectiveDefinition> CommonObjectives(IReadOnlyList<ComparisonSource> sources) => sources.Count == 0 ? [] :
    [
        .. sources[0].Experiment.Document.Search.ObjectiveDefinitions()
            .Where(objective => sources.All(source => source.Experiment.Document.Search.ObjectiveDefinitions().Any(other => other.Name == objective.Name && other.Direction == objective.Direction)))
            .Take(2),
    ];

    /// <summary>Whether the experiment's own box has these two sides.</summary>
    private static bool SamePlane(ComparisonSource source, ImmutableArray<ObjectiveDefinition> objectives) =>
        source.Experiment.Document.Search.ObjectiveDefinitions().Take(2).SequenceEqual(objectives);

    private static ComparedExperiment Compared(string letter, ComparisonSource source, ImmutableArray<ObjectiveDefinition> objectives, BoxEvent? box)
    {
        var subnets = source.Run?.Subnets ?? [];
        if (objectives.Length < 2)
        {
            return new(letter, source, [], [], null, null, null);
        }

        var (y, x) = (objectives[0], objectives[1]);
        var points = subnets.Select(subnet => Point(subnet, x, y)).ToArray();
        var isOwnBox = box is not null && SamePlane(source, objectives) && SameBox(box, source.Run?.Run.Box);
        return new(
            letter,
            source,
            Front(subnets, points, x, y),
            Thinned([.. points.Where((point, index) => point is not null && subnets[index].Search.Proposal?.By == Proposal.Random).Select(point => point!)]),
            box is null ? null : isOwnBox && source.Convergence is { Seeds.IsEmpty: false } known ? ComparedCurve.Of(known.Seeds.Select(seed => seed.Hypervolume)) : Replayed(subnets, objectives, box),
            isOwnBox && source.Convergence is { } convergence ? ComparedCurve.Of(convergence.Seeds.Select(seed => seed.Random)) : null,
            box is null ? null : Last(Tracked(subnets, objectives, box)));
    }

    private static ComparedPoint? Point(Subnet subnet, ObjectiveDefinition x, ObjectiveDefinition y) =>
        subnet.Search.Values.TryGetValue(x.Name, out var right) && subnet.Search.Values.TryGetValue(y.Name, out var up) && double.IsFinite(right) && double.IsFinite(up)
            ? new ComparedPoint(subnet.Id, right, up)
            : null;

    private static ImmutableArray<ComparedPoint> Front(ImmutableArray<Subnet> subnets, ComparedPoint?[] points, ObjectiveDefinition x, ObjectiveDefinition y)
    {
        var front = new ParetoFront();
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < points.Length; index++)
        {
            if (points[index] is { } point && subnets[index].Search is { Feasible: true, DuplicateOf: null } && known.Add(point.Id))
            {
                front.Add(index, x.Cost(point.X), y.Cost(point.Y));
            }
        }

        return [.. front.Keys.Select(key => points[key]!).OrderBy(point => point.X)];
    }

    private static ImmutableArray<ComparedPoint> Thinned(ImmutableArray<ComparedPoint> points) => points.Length <= MostBaseline ? points :
        [.. Enumerable.Range(0, MostBaseline).Select(index => points[(int)((long)index * points.Length / MostBaseline)])];

    /// <summary>
    /// In a box that is not the run's own: repeats of a table by themselves; of a supernet what the search asked for, all seeds
    /// together, because they share their evaluations.
    /// </summary>
    private static ComparedCurve? Replayed(ImmutableArray<Subnet> subnets, ImmutableArray<ObjectiveDefinition> objectives, BoxEvent box) => ComparedCurve.Of(
        subnets.Where(subnet => subnet.Search.Proposal?.By != Proposal.Random)
            .GroupBy(subnet => subnet.Search.Repeat ?? 1)
            .Select(repeat => Tracked([.. repeat], objectives, box)));

    private static ImmutableArray<double> Tracked(ImmutableArray<Subnet> subnets, ImmutableArray<ObjectiveDefinition> objectives, BoxEvent box)
    {
        var track = FrontTrack.Of(objectives, box);
        for (var index = 0; index < subnets.Length; index++)
        {
            track.Add(index, subnets[index].Search);
        }

        return track.Hypervolume;
    }

    private static double? Last(ImmutableArray<double> values) => values.IsEmpty ? null : values[^1];

    private static bool SameBox(BoxEvent box, BoxEvent? other) => other is not null
        && box.WorstAccuracy == other.WorstAccuracy
        && box.Reachable == other.Reachable
        && box.WorstCosts.Count == other.WorstCosts.Count
        && box.WorstCosts.All(cost => other.WorstCosts.TryGetValue(cost.Key, out var value) && value == cost.Value)
        && (box.Sides ?? new Dictionary<string, BoxSide>()).All(side => other.Sides?.TryGetValue(side.Key, out var value) is true && value == side.Value);
}
