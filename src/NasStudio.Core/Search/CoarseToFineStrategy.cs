using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Search;

/// <summary>
/// BigNAS's selection (Yu et al. 2020): first a coarse grid in which all stages are tied (<see cref="TiedGrid"/>), then mutants of its
/// winners, each with one dimension of one stage changed. Winners are the best by front and crowding of all that was told, so a
/// constraint leaves the best below it, and several objectives the whole front.
/// </summary>
/// <remarks>
/// There, the winner for one budget at a time is refined; here all at once, as the front is what is looked for. Costs that are known exactly
/// are checked before anything is proposed.
/// </remarks>
public sealed class CoarseToFineStrategy : OneByOneStrategy
{
    private const int Tries = 10;
    private const int FewestWinners = 8;
    private readonly int _coarse;
    private readonly int _winners;
    private readonly StageVariation _variation;
    private readonly FeasibleArchitectures _feasible;
    private readonly IEnumerator<Architecture> _grid;
    private RankedPopulation _best = RankedPopulation.Empty;
    private bool _isFine;

    /// <param name="options">Its population is the number of coarse points; a small grid may have fewer.</param>
    /// <param name="knowledge">MACs and parameters, where they are constrained; null: constraints show only in what is told.</param>
    /// <param name="seed">Of the proposals.</param>
    public CoarseToFineStrategy(StrategyOptions options, DecisionSpace space, SearchKnowledge? knowledge, ulong seed)
        : base(space, "search.coarse-to-fine", seed)
    {
        _coarse = options.Population;
        _winners = Math.Max(FewestWinners, options.Population / 4);
        _variation = new StageVariation(space);
        _feasible = new FeasibleArchitectures(space, Unseen, new KnownViolation(knowledge));
        _grid = new TiedGrid(space).Points(new SeededRandom(seed, "search.coarse-to-fine.grid")).GetEnumerator();
    }

    private protected override Architecture? Propose(SeededRandom random)
    {
        if (!_isFine && NextOfTheGrid() is { } point)
        {
            return point;
        }

        _isFine = true;
        if (_best.Count == 0)
        {
            return _feasible.TakeRandom(random);
        }

        Architecture[] winners = [.. _best.BestFirst];
        for (var tries = 0; tries < Tries; tries++)
        {
            var child = _variation.MutateOne(winners[random.NextInt(winners.Length)], random);
            if (_feasible.Contains(child) && Unseen.Take(child))
            {
                return child;
            }
        }

        return _feasible.TakeNear(winners[random.NextInt(winners.Length)], random) ?? _feasible.TakeRandom(random);
    }

    private protected override void Learn(IReadOnlyList<Observation> news) => _best = _best.With(news, _winners);

    /// <summary>Null where enough were proposed, or the grid has no more that is new and within the known bounds.</summary>
    private Architecture? NextOfTheGrid()
    {
        // A large grid has no end, and may have nothing within the bounds.
        for (var tries = 0; Unseen.Taken < _coarse && tries < Tries * _coarse && _grid.MoveNext(); tries++)
        {
            if (_feasible.Contains(_grid.Current) && Unseen.Take(_grid.Current))
            {
                return _grid.Current;
            }
        }

        return null;
    }
}
