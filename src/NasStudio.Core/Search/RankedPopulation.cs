using NasStudio.Core.Decisions;
using NasStudio.Core.Pareto;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Search;

/// <summary>Observations sorted by front, and by crowding within a front: what NSGA-II selects from. Immutable.</summary>
internal sealed class RankedPopulation
{
    public static readonly RankedPopulation Empty = new([], []);
    private readonly IReadOnlyList<Observation> _members;

    /// <summary>Members of equal front and crowding share a place.</summary>
    private readonly IReadOnlyList<int> _places;

    private RankedPopulation(IReadOnlyList<Observation> members, IReadOnlyList<int> places)
    {
        _members = members;
        _places = places;
    }

    public int Count => _members.Count;

    public IEnumerable<Architecture> BestFirst => _members.Select(member => member.Architecture);

    /// <summary>The best of the members and the new ones, at most <paramref name="capacity"/>. Told observations are finite already.</summary>
    public RankedPopulation With(IReadOnlyList<Observation> news, int capacity)
    {
        List<Observation> pool = [.. _members, .. news];
        var fronts = NonDominatedSorting.Fronts(pool, member => member.Costs.AsSpan(), member => member.Violation);
        var survivors = new List<Observation>(capacity);
        var places = new List<int>(capacity);
        foreach (var front in fronts.TakeWhile(_ => survivors.Count < capacity))
        {
            Append(front.ConvertAll(index => pool[index]), capacity, survivors, places);
        }

        return new RankedPopulation(survivors, places);
    }

    /// <summary>The better of two members drawn at random; the first where they share a place.</summary>
    public Architecture Tournament(SeededRandom random)
    {
        var first = random.NextInt(Count);
        var second = random.NextInt(Count);
        return _members[_places[second] < _places[first] ? second : first].Architecture;
    }

    private static void Append(List<Observation> front, int capacity, List<Observation> survivors, List<int> places)
    {
        var crowding = NonDominatedSorting.Crowding(front.ConvertAll(IReadOnlyList<double> (member) => member.Costs));
        var order = Enumerable.Range(0, front.Count).OrderByDescending(index => crowding[index]).Take(capacity - survivors.Count);
        var start = survivors.Count;
        var previous = -1;
        foreach (var index in order)
        {
            var shares = survivors.Count > start && crowding[index].Equals(crowding[previous]);
            places.Add(shares ? places[^1] : survivors.Count);
            survivors.Add(front[index]);
            previous = index;
        }
    }
}
