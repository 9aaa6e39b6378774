using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Search;

/// <summary>
/// LINAS, lightweight iterative neural architecture search (Cummings et al. 2022, DyNAS-T): predictors inside, real evaluations
/// outside, iterated. A first part is random; then predictors (ridge or SVR there, Gaussian processes here) are fitted to what was
/// observed, NSGA-II searches them for thousands of candidates, and the ones that would add most to the observed front are
/// proposed. Ours: refitted whenever something was told and not once a population, and picked by the hypervolume they would add,
/// what is proposed but not yet told included.
/// </summary>
public sealed class LinasStrategy : OneByOneStrategy
{
    /// <summary>Random proposals before the first fit; what was told from elsewhere counts among them.</summary>
    private const int WarmUp = 32;

    /// <summary>Candidates of the inner search, repeats included (LINAS: 5,000 to 20,000 for a population of 50).</summary>
    private const int InnerCandidates = 6_000;

    /// <summary>Best observed subnets, and random ones, that the inner search begins with.</summary>
    private const int Parents = 32;

    /// <summary>Candidates that are looked at closely.</summary>
    private const int Shortlist = 1_000;

    private readonly ChoiceVectors _vectors;
    private readonly PredictedCosts _model;
    private readonly List<Architecture> _waiting = [];
    private List<(Candidate Expected, Architecture Architecture)> _shortlist = [];
    private ExpectedGain? _gain;

    /// <param name="seed">Of the proposals.</param>
    public LinasStrategy(DecisionSpace space, ulong seed)
        : this(space, null, seed)
    {
    }

    internal LinasStrategy(DecisionSpace space, StandardFeatures? statistics, ulong seed)
        : base(space, "search.linas", seed)
    {
        _vectors = new ChoiceVectors(space);
        _model = new PredictedCosts(space, statistics);
    }

    private protected override Architecture? Propose(SeededRandom random)
    {
        var proposal = Unseen.Taken < WarmUp || Told.Count < 2 ? null : ProposeBest(random);
        proposal ??= Unseen.TakeRandom(random);
        if (proposal is not null)
        {
            _waiting.Add(proposal);
        }

        return proposal;
    }

    private protected override void Learn(IReadOnlyList<Observation> news)
    {
        if (news.Count > 0)
        {
            _waiting.RemoveAll(waiting => Find(waiting) is not null);
            _gain = null;
        }
    }

    /// <summary>Null where the inner search found nothing unseen.</summary>
    private Architecture? ProposeBest(SeededRandom random)
    {
        if (_gain is null || _shortlist.Count == 0)
        {
            _gain = Search(random);
        }

        while (_shortlist.Count > 0)
        {
            var best = _shortlist.MaxBy(candidate => (-candidate.Expected.Violation, _gain.Of(candidate.Expected.Costs)));
            _shortlist.Remove(best);
            if (Unseen.Take(best.Architecture))
            {
                _gain.Join(best.Expected.Costs);
                return best.Architecture;
            }
        }

        return null;
    }

    /// <summary>Fits, searches, and keeps the candidates that lie nearest to the front or beyond it.</summary>
    private ExpectedGain Search(SeededRandom random)
    {
        _model.Fit(Told);
        var gain = new ExpectedGain(_model.Front);
        foreach (var waiting in _waiting)
        {
            var costs = new double[_model.Count];
            _model.Predict(waiting.Choices.AsSpan(), costs);
            gain.Join(costs);
        }

        var ranked = RankedPopulation.Empty.With(Told, Parents).BestFirst;
        var start = ranked.Concat(Enumerable.Range(0, Parents).Select(_ => Space.Sample(random)));
        var inner = new InnerSearch(_vectors, _model, random);
        inner.Run(start.Select(architecture => architecture.Choices.ToArray()), InnerCandidates);
        _shortlist = [.. inner.Scored
            .OrderBy(candidate => candidate.Violation)
            .ThenByDescending(candidate => gain.Distance(candidate.Costs))
            .Select(candidate => (candidate, Space.Canonical(candidate.Choices)))
            .Where(candidate => Unseen.Contains(candidate.Item2))
            .Take(Shortlist)];
        return gain;
    }
}
