using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Search;

/// <summary>
/// Carries an architecture into the known bounds: one random decision after the other is changed, and the change kept where the bounds
/// are broken no more than before. In place of ElasticViT's table of 150,000 subnets per level of MACs.
/// </summary>
/// <param name="violation">0 within the bounds.</param>
internal sealed class FeasibleWalk(DecisionSpace space, Func<Architecture, double> violation)
{
    /// <summary>Changes tried, per decision.</summary>
    private const int Patience = 20;

    /// <summary>Null where it got stuck outside.</summary>
    public Architecture? From(Architecture start, SeededRandom random)
    {
        var (end, left) = Nearest(start, random);
        return left <= 0 ? end : null;
    }

    /// <summary>Where the walk ends, and by how much the bounds are still broken there.</summary>
    public (Architecture End, double Violation) Nearest(Architecture start, SeededRandom random)
    {
        var (present, broken) = (start, violation(start));
        for (var tried = 0; tried < Patience * space.Decisions.Length && broken > 0; tried++)
        {
            // Probability 0, yet at least one: exactly one decision is redrawn.
            var next = space.Mutate(present, 0, random);
            var there = violation(next);
            if (there <= broken)
            {
                (present, broken) = (next, there);
            }
        }

        return (present, broken);
    }
}
