using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Search;

/// <summary>
/// NSGA-II (Deb et al. 2002) on decisions: constrained non-dominated sorting and crowding, binary tournaments, uniform crossover
/// and mutation with probability 1/n, (μ + λ) survival. λ is whatever is told at once: generations where whole populations are
/// told together, the steady-state variant (Durillo et al. 2009) where single evaluations are. The first μ are random.
/// Proposals that were seen are retried, then replaced by unseen neighbours of the population, then by random ones.
/// </summary>
public sealed class Nsga2Strategy : ISearchStrategy
{
    private const double CrossoverProbability = 0.9;
    private const int Retries = 20;
    private readonly DecisionSpace _space;
    private readonly int _capacity;
    private readonly ulong _seed;
    private readonly UnseenArchitectures _unseen;
    private readonly HashSet<Architecture> _told = [];
    private readonly double _mutation;
    private RankedPopulation _population = RankedPopulation.Empty;
    private long _proposed;

    /// <param name="population">μ, at least 2.</param>
    /// <param name="seed">Of the proposals; the n-th has a random stream of its own.</param>
    public Nsga2Strategy(DecisionSpace space, int population, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(population, 2);
        _space = space;
        _capacity = population;
        _seed = seed;
        _unseen = new UnseenArchitectures(space);
        _mutation = 1.0 / Math.Max(1, space.Decisions.Count(decision => decision.Choices.Length > 1));
    }

    public IReadOnlyList<Architecture> Ask(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var proposals = new List<Architecture>();
        while (proposals.Count < count && Propose(new SeededRandom(_seed, "search.nsga2", _proposed)) is { } proposal)
        {
            proposals.Add(proposal);
            _proposed++;
        }

        return proposals;
    }

    /// <exception cref="ArgumentException">A cost or violation is not a finite number, or the numbers of costs differ.</exception>
    public void Tell(IReadOnlyList<Observation> observations)
    {
        var news = new List<Observation>();
        foreach (var observation in observations)
        {
            _unseen.Take(observation.Architecture);
            if (_told.Add(observation.Architecture))
            {
                news.Add(observation);
            }
        }

        _population = _population.With(news, _capacity);
    }

    private Architecture? Propose(SeededRandom random)
    {
        if (_unseen.Taken < _capacity || _population.Count < 2)
        {
            return _unseen.TakeRandom(random);
        }

        for (var retry = 0; retry < Retries; retry++)
        {
            var child = Offspring(random);
            if (_unseen.Take(child))
            {
                return child;
            }
        }

        return _unseen.TakeNeighbour(_population.BestFirst, random) ?? _unseen.TakeRandom(random);
    }

    private Architecture Offspring(SeededRandom random)
    {
        var first = _population.Tournament(random);
        var second = _population.Tournament(random);
        var child = random.NextBool(CrossoverProbability) ? _space.Cross(first, second, random) : first;
        return _space.Mutate(child, _mutation, random, atLeastOne: false);
    }
}
