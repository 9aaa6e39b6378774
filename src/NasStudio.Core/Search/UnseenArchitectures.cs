using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Search;

/// <summary>What a search has neither proposed nor been told yet.</summary>
internal sealed class UnseenArchitectures(DecisionSpace space)
{
    /// <summary>Draws before the space is walked through in order: they fail together only where nearly everything is seen.</summary>
    private const int Draws = 100;
    private readonly HashSet<Architecture> _seen = [];
    private Architecture? _cursor;

    /// <summary>How many were taken.</summary>
    public int Taken => _seen.Count;

    public bool Contains(Architecture architecture) => !_seen.Contains(architecture);

    /// <summary>Marks as seen; false where it already was.</summary>
    public bool Take(Architecture architecture) => _seen.Add(architecture);

    /// <summary>
    /// Takes a random one; where draws keep hitting seen ones, the next in order of enumeration. Null where the space is
    /// exhausted.
    /// </summary>
    public Architecture? TakeRandom(SeededRandom random)
    {
        for (var draw = 0; draw < Draws; draw++)
        {
            var architecture = space.Sample(random);
            if (Take(architecture))
            {
                return architecture;
            }
        }

        // Everything up to the cursor is seen.
        for (var next = _cursor ?? space.First(); next is not null; next = space.After(next))
        {
            _cursor = next;
            if (Take(next))
            {
                return next;
            }
        }

        return null;
    }

    /// <summary>Takes a random unseen neighbour of the first that has any; null where none has.</summary>
    public Architecture? TakeNeighbour(IEnumerable<Architecture> architectures, SeededRandom random)
    {
        foreach (var architecture in architectures)
        {
            var neighbours = space.Neighbours(architecture).Where(Contains).ToList();
            if (neighbours.Count > 0)
            {
                var neighbour = neighbours[random.NextInt(neighbours.Count)];
                Take(neighbour);
                return neighbour;
            }
        }

        return null;
    }
}
