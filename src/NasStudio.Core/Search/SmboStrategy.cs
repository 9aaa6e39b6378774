using NasStudio.Core.Decisions;
using NasStudio.Core.Predictors;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Search;

/// <summary>
/// Sequential model-based optimisation as in DeepArchitect (Negrinho, Gordon 2017): with probability 0.1 a random
/// architecture, else the one of 256 candidates that a surrogate likes best. Half of the candidates are random, as there, and
/// half mutants of the ten best observations, as random ones seldom lie near these in large spaces. The surrogate is ridge
/// regression on choices and pairs of choices (theirs: on hashed features), one per cost.
/// </summary>
public sealed class SmboStrategy : ModelGuidedStrategy
{
    private const int RandomCandidates = 128;
    private const int MutantCandidates = 128;
    private const double Exploration = 0.1;
    private readonly CostModels<RidgePredictor> _models;

    /// <param name="seed">Of the proposals.</param>
    public SmboStrategy(DecisionSpace space, ulong seed)
        : this(space, null, seed)
    {
    }

    internal SmboStrategy(DecisionSpace space, StandardFeatures? statistics, ulong seed)
        : base(space, "search.smbo", statistics, seed)
    {
        _models = new CostModels<RidgePredictor>(_ => new RidgePredictor(), Encode, growth: 1);
    }

    private protected override bool IgnoresModel(SeededRandom random) => random.NextBool(Exploration);

    private protected override void Fit() => _models.Fit(Told);

    private protected override IEnumerable<Architecture> Candidates(Architecture[] best, SeededRandom random) =>
    [
        .. Enumerable.Range(0, RandomCandidates).Select(_ => Space.Sample(random)),
        .. Mutants(best, MutantCandidates, random),
    ];

    private protected override Observation Expect(Architecture candidate, SeededRandom random)
    {
        var (ones, statistics) = (Ones(candidate), Statistics(candidate));
        return _models.Read(candidate, model => model.Mean(ones.Span, statistics));
    }
}
