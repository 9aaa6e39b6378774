using System.Numerics;
using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Search;

/// <summary>Random architectures within the known bounds that a search has not seen yet.</summary>
internal sealed class FeasibleArchitectures(DecisionSpace space, UnseenArchitectures unseen, KnownViolation known)
{
    /// <summary>Random draws before walks begin, and walks before the space is walked through in order.</summary>
    private const int Draws = 10;

    /// <summary>Larger spaces are not walked through in order.</summary>
    private const int MostEnumerated = 20_000;

    private readonly FeasibleWalk _walk = new(space, known.Of);
    private readonly Lazy<bool> _isSmall = new(() => space.Count() <= new BigInteger(MostEnumerated));
    private Architecture? _cursor;
    private bool _isExhausted;

    public bool Contains(Architecture architecture) => unseen.Contains(architecture) && known.Of(architecture) <= 0;

    /// <summary>Null where none is left, or none was found in a large space.</summary>
    public Architecture? TakeRandom(SeededRandom random)
    {
        if (!known.HasBounds)
        {
            return unseen.TakeRandom(random);
        }

        for (var draw = 0; draw < 2 * Draws && !_isExhausted; draw++)
        {
            var drawn = space.Sample(random);
            var end = draw < Draws ? drawn : _walk.From(drawn, random);
            if (end is not null && Contains(end) && unseen.Take(end))
            {
                return end;
            }
        }

        return _isSmall.Value ? Next() : null;
    }

    /// <summary>Takes the end of a walk into the bounds, or an unseen neighbour of it; null where there is none.</summary>
    public Architecture? TakeNear(Architecture start, SeededRandom random)
    {
        if (_walk.From(start, random) is not { } end)
        {
            return null;
        }

        if (unseen.Take(end))
        {
            return end;
        }

        var neighbours = space.Neighbours(end).Where(Contains).ToList();
        var near = neighbours.Count == 0 ? null : neighbours[random.NextInt(neighbours.Count)];
        return near is not null && unseen.Take(near) ? near : null;
    }

    private Architecture? Next()
    {
        for (var next = _isExhausted ? null : _cursor ?? space.First(); next is not null; next = space.After(next))
        {
            // Everything before the cursor is seen or outside the bounds.
            _cursor = next;
            if (Contains(next) && unseen.Take(next))
            {
                return next;
            }
        }

        _isExhausted = true;
        return null;
    }
}
