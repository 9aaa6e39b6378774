using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Search;

/// <summary>
/// Regularised (aging) evolution (Real et al. 2019, algorithm 1): of a population that is a queue, the best of a random sample
/// (with replacement) is mutated in one decision; what is told enters the queue and the oldest leaves it, however good. The
/// sample is a quarter of the population, as the paper's 25 of 100. The first ones are random. Several objectives are
/// scalarised with weights drawn for each proposal (<see cref="Scalarization"/>), so all parts of the front have parents.
/// </summary>
public sealed class AgingEvolutionStrategy : OneByOneStrategy
{
    private const int Retries = 20;
    private readonly Queue<Observation> _population = [];
    private readonly int _capacity;
    private readonly int _sample;

    /// <param name="population">At least 2.</param>
    /// <param name="seed">Of the proposals.</param>
    public AgingEvolutionStrategy(DecisionSpace space, int population, ulong seed)
        : base(space, "search.aging-evolution", seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(population, 2);
        _capacity = population;
        _sample = Math.Max(2, population / 4);
    }

    private protected override Architecture? Propose(SeededRandom random)
    {
        if (Unseen.Taken < _capacity || _population.Count == 0)
        {
            return Unseen.TakeRandom(random);
        }

        Observation[] members = [.. _population];
        var scalarization = Scalarization.Draw(members, random);
        for (var retry = 0; retry < Retries; retry++)
        {
            // Probability 0, yet at least one: exactly one decision is redrawn.
            var child = Space.Mutate(Tournament(members, scalarization, random), 0, random);
            if (Unseen.Take(child))
            {
                return child;
            }
        }

        return Unseen.TakeNeighbour(scalarization.BestFirst(members).Select(member => member.Architecture), random) ?? Unseen.TakeRandom(random);
    }

    private protected override void Learn(IReadOnlyList<Observation> news)
    {
        foreach (var observation in news)
        {
            _population.Enqueue(observation);
            if (_population.Count > _capacity)
            {
                _population.Dequeue();
            }
        }
    }

    private Architecture Tournament(Observation[] members, Scalarization scalarization, SeededRandom random)
    {
        var best = members[random.NextInt(members.Length)];
        for (var drawn = 1; drawn < _sample; drawn++)
        {
            var rival = members[random.NextInt(members.Length)];
            best = scalarization.Prefers(rival, best) ? rival : best;
        }

        return best.Architecture;
    }
}
