using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Search;

/// <summary>
/// What strategies share that make one proposal after another: the n-th proposal has a random stream of its own, and an
/// architecture that is told again is learnt once.
/// </summary>
public abstract class OneByOneStrategy : ISearchStrategy
{
    private readonly string _stream;
    private readonly ulong _seed;
    private readonly ToldObservations _told = new();
    private long _proposed;

    private protected OneByOneStrategy(DecisionSpace space, string stream, ulong seed)
    {
        Space = space;
        Unseen = new UnseenArchitectures(space);
        MutationProbability = space.MutationProbability();
        _stream = stream;
        _seed = seed;
    }

    private protected DecisionSpace Space { get; }

    private protected UnseenArchitectures Unseen { get; }

    /// <summary>1/n, of the n decisions that have a choice.</summary>
    private protected double MutationProbability { get; }

    /// <summary>Everything told so far, in that order.</summary>
    private protected IReadOnlyList<Observation> Told => _told.All;

    /// <summary>What was told of an architecture; null where it was not told.</summary>
    private protected Observation? Find(Architecture architecture) => _told.Find(architecture);

    public IReadOnlyList<Architecture> Ask(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var proposals = new List<Architecture>();
        while (proposals.Count < count && Propose(new SeededRandom(_seed, _stream, _proposed)) is { } proposal)
        {
            proposals.Add(proposal);
            _proposed++;
        }

        return proposals;
    }

    /// <exception cref="ArgumentException">A cost or violation is not a finite number, or the numbers of costs differ.</exception>
    public void Tell(IReadOnlyList<Observation> observations)
    {
        var news = _told.Add(observations);
        foreach (var observation in news)
        {
            Unseen.Take(observation.Architecture);
        }

        Learn(news);
    }

    /// <summary>An architecture that was unseen and is now taken; null only where the space is exhausted.</summary>
    private protected abstract Architecture? Propose(SeededRandom random);

    /// <summary>Called with the observations of architectures that were not told before; they are in <see cref="Told"/> already.</summary>
    private protected virtual void Learn(IReadOnlyList<Observation> news)
    {
    }
}
