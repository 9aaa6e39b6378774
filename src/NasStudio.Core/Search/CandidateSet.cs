using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Search;

/// <summary>The architectures among which a ranking chooses.</summary>
public static class CandidateSet
{
    /// <summary>Draws per candidate wanted: constrained spaces draw some architectures often and others hardly ever.</summary>
    private const int Patience = 20;

    /// <summary>Every architecture where there are at most so many, in the order of enumeration; else distinct random ones. Follows from space and seed.</summary>
    /// <returns>Fewer than wanted only where draws keep repeating themselves.</returns>
    public static IReadOnlyList<Architecture> Draw(DecisionSpace space, int most, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        if (space.Count() <= most)
        {
            return [.. space.Enumerate()];
        }

        var random = new SeededRandom(seed, "search.candidates");
        var seen = new HashSet<Architecture>();
        var drawn = new List<Architecture>();
        for (var draw = 0; draw < Patience * most && drawn.Count < most; draw++)
        {
            var architecture = space.Sample(random);
            if (seen.Add(architecture))
            {
                drawn.Add(architecture);
            }
        }

        return drawn;
    }
}
