using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Search;

/// <summary>
/// ElasticViT's search (Tang et al. 2023): the most accurate subnet within a window of MACs, or under any other constraint. First random
/// subnets; then mutants and crossovers by stages (<see cref="StageVariation"/>) in turn, whose parents are drawn evenly from the best of all that was
/// told. Once around for every constraint; costs that are known exactly are checked before anything is proposed.
/// </summary>
/// <remarks>
/// There: 512 first ones, then 40 generations of 128 mutants and 128 crossovers, parents the best 256. Here the first ones are the population
/// (a 21st of the evaluations, as there), the parents half of it, and the parents follow each batch that was told, not each generation.
/// Ten tries a child, as there; then the last one is carried into the bounds (<see cref="FeasibleWalk"/>). A bound on what is only
/// known afterwards, latency, ranks the feasible first.
/// </remarks>
public sealed class ConstrainedEvolutionStrategy : OneByOneStrategy
{
    private const int Tries = 10;
    private readonly int _population;
    private readonly int _parents;
    private readonly int _objective;
    private readonly StageVariation _variation;
    private readonly FeasibleArchitectures _feasible;
    private Architecture[] _best = [];
    private long _children;

    /// <param name="knowledge">MACs and parameters, where they are constrained; null: constraints show only in what is told.</param>
    /// <param name="seed">Of the proposals.</param>
    public ConstrainedEvolutionStrategy(StrategyOptions options, DecisionSpace space, SearchKnowledge? knowledge, ulong seed)
        : base(space, "search.constrained-evolution", seed)
    {
        var evolution = options.Evolution;
        _population = options.Population;
        _parents = evolution.Parents > 0 ? evolution.Parents : Math.Max(2, options.Population / 2);
        _objective = Math.Max(0, knowledge?.Objectives.IndexOf(ObjectiveDefinition.Accuracy.Name) ?? 0);
        _variation = new StageVariation(space, evolution.DepthMutation, evolution.StageMutation, evolution.SmallestChoice);
        _feasible = new FeasibleArchitectures(space, Unseen, new KnownViolation(knowledge));
    }

    private protected override Architecture? Propose(SeededRandom random)
    {
        if (Unseen.Taken < _population || _best.Length == 0)
        {
            return _feasible.TakeRandom(random);
        }

        var mutates = _children++ % 2 == 0;
        Architecture child;
        var tries = 0;
        do
        {
            child = mutates ? _variation.Mutate(Parent(random), random) : _variation.Cross(Parent(random), Parent(random), random);
            if (_feasible.Contains(child) && Unseen.Take(child))
            {
                return child;
            }
        }
        while (++tries < Tries);
        return _feasible.TakeNear(child, random) ?? _feasible.TakeRandom(random);
    }

    /// <summary>The best of the feasible ones; of all, by how little they break, while there are not two.</summary>
    private protected override void Learn(IReadOnlyList<Observation> news)
    {
        var feasible = Told.Where(told => told.Violation <= 0).ToList();
        _best =
        [
            .. (feasible.Count >= 2 ? feasible : Told)
                .OrderBy(told => Math.Max(0, told.Violation))
                .ThenBy(told => told.Costs[_objective])
                .Take(_parents)
                .Select(told => told.Architecture),
        ];
    }

    private Architecture Parent(SeededRandom random) => _best[random.NextInt(_best.Length)];
}
