using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Search;

/// <summary>
/// NSGA-II (Deb et al. 2002) on decisions: constrained non-dominated sorting and crowding, binary tournaments, uniform crossover
/// and mutation with probability 1/n, (μ + λ) survival. λ is whatever is told at once: generations where whole populations are
/// told together, the steady-state variant (Durillo et al. 2009) where single evaluations are. The first μ are random.
/// Proposals that were seen are retried, then replaced by unseen neighbours of the population, then by random ones.
/// </summary>
public sealed class Nsga2Strategy : OneByOneStrategy
{
    private const double CrossoverProbability = 0.9;
    private const int Retries = 20;
    private readonly int _capacity;
    private RankedPopulation _population = RankedPopulation.Empty;

    /// <param name="population">μ, at least 2.</param>
    /// <param name="seed">Of the proposals; the n-th has a random stream of its own.</param>
    public Nsga2Strategy(DecisionSpace space, int population, ulong seed)
        : base(space, "search.nsga2", seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(population, 2);
        _capacity = population;
    }

    private protected override Architecture? Propose(SeededRandom random)
    {
        if (Unseen.Taken < _capacity || _population.Count < 2)
        {
            return Unseen.TakeRandom(random);
        }

        for (var retry = 0; retry < Retries; retry++)
        {
            var child = Offspring(random);
            if (Unseen.Take(child))
            {
                return child;
            }
        }

        return Unseen.TakeNeighbour(_population.BestFirst, random) ?? Unseen.TakeRandom(random);
    }

    private protected override void Learn(IReadOnlyList<Observation> news) => _population = _population.With(news, _capacity);

    private Architecture Offspring(SeededRandom random)
    {
        var first = _population.Tournament(random);
        var second = _population.Tournament(random);
        var child = random.NextBool(CrossoverProbability) ? Space.Cross(first, second, random) : first;
        return Space.Mutate(child, MutationProbability, random, atLeastOne: false);
    }
}
