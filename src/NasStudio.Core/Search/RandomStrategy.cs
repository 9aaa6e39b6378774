using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Search;

/// <summary>
/// Random search: the baseline that every other strategy has to beat. The n-th proposal is drawn from a stream of its own,
/// so it does not depend on how the asks are cut into batches.
/// </summary>
public sealed class RandomStrategy(DecisionSpace space, ulong seed) : ISearchStrategy
{
    private readonly UnseenArchitectures _unseen = new(space);
    private long _proposed;

    public IReadOnlyList<Architecture> Ask(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var proposals = new List<Architecture>();
        while (proposals.Count < count && _unseen.TakeRandom(new SeededRandom(seed, "search.random", _proposed)) is { } proposal)
        {
            proposals.Add(proposal);
            _proposed++;
        }

        return proposals;
    }

    public void Tell(IReadOnlyList<Observation> observations)
    {
        foreach (var observation in observations)
        {
            _unseen.Take(observation.Architecture);
        }
    }
}
