using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Search;

/// <summary>
/// Local search (White, Nolen, Savani 2021): from the best of 10 random architectures, the neighbours (one decision changed)
/// are tried in random order; the first better one becomes the centre; where none is better, the descent ends and
/// another one starts. With several objectives it is Pareto local search (Paquete, Chiarandini, Stützle 2004): the centres are
/// the members of the descent's front whose neighbours are not all tried yet. The overall front is whoever evaluates keeps.
/// </summary>
/// <remarks>
/// Asynchronous: where the last neighbours are proposed but not told, the random starts of the next descent are proposed
/// meanwhile, and used if those neighbours bring no improvement, or are not told before ten starts are proposed.
/// </remarks>
public sealed class LocalSearchStrategy(DecisionSpace space, ulong seed) : OneByOneStrategy(space, "search.local", seed)
{
    /// <summary>Initial draws of the reference implementation (naszilla).</summary>
    private const int Starts = 10;

    /// <summary>Proposed for descents that have ended, and not told yet.</summary>
    private readonly HashSet<Architecture> _late = [];
    private Climb _current = new();
    private Climb _next = new();

    private protected override Architecture? Propose(SeededRandom random)
    {
        while (true)
        {
            if (_current.Starts < Starts)
            {
                return Start(_current, random);
            }

            if (Expand(random) is { } neighbour)
            {
                _current.Propose(neighbour, isStart: false);
                return neighbour;
            }

            if (_current.Waiting.Count > 0 && (_next.Starts < Starts || _next.Front.Count == 0))
            {
                return Start(_next, random);
            }

            _late.UnionWith(_current.Waiting);
            (_current, _next) = (_next, new Climb());
        }
    }

    private protected override void Learn(IReadOnlyList<Observation> news)
    {
        foreach (var observation in news)
        {
            if (!_late.Remove(observation.Architecture))
            {
                var climb = _next.Waiting.Contains(observation.Architecture) ? _next : _current;
                climb.Tell(observation.Architecture);
                Descend(climb, observation);
            }
        }
    }

    /// <summary>Improves the front by the observation, then by its neighbours that are known from other descents: those are not proposed again.</summary>
    private void Descend(Climb climb, Observation observation)
    {
        var better = new Queue<Observation>([observation]);
        while (better.TryDequeue(out var next))
        {
            if (climb.Improves(next))
            {
                foreach (var neighbour in Space.Neighbours(next.Architecture))
                {
                    if (Find(neighbour) is { } known)
                    {
                        better.Enqueue(known);
                    }
                }
            }
        }
    }

    /// <summary>An unseen neighbour of a random member of the front that has one.</summary>
    private Architecture? Expand(SeededRandom random)
    {
        var centres = _current.Front.Select(member => member.Architecture).ToArray();
        random.Shuffle(centres.AsSpan());
        return Unseen.TakeNeighbour(centres, random);
    }

    private Architecture? Start(Climb climb, SeededRandom random)
    {
        var start = Unseen.TakeRandom(random);
        if (start is not null)
        {
            climb.Propose(start, isStart: true);
        }

        return start;
    }
}
